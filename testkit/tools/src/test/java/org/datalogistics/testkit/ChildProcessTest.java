package org.datalogistics.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String READY = "^READY (\\S+) (\\S+)$";

  @Test
  void readyLineIsFoundAndItsPartsAreAtHand() {
    try (ChildProcess child = JavaProcess.of(ProcessMain.class).start()) {
      assertThat(child.awaitLine(READY, LIMIT).group(2)).isEqualTo("127.0.0.1:4711");
      assertThat(child.awaitLine(READY, LIMIT).group(1)).isEqualTo("test");
      assertThat(child.isAlive()).isTrue();
    }
  }

  @Test
  void argumentsEnvironmentFolderAndHeapAreThoseAskedFor(@TempDir Path folder) throws IOException {
    ProcessSpec spec =
        JavaProcess.of(ProcessMain.class)
            .jvm("-Xmx40m")
            .args("a", 7)
            .env("GREETING", "hello")
            .in(folder);
    try (ChildProcess child = spec.start()) {
      child.awaitErrorLine("^starting with a,7$", LIMIT);
      child.awaitLine("^ENV hello null$", LIMIT);
      assertThat(child.awaitLine("^DIR (.*)$", LIMIT).group(1))
          .isEqualTo(folder.toRealPath().toString());
      assertThat(Long.parseLong(child.awaitLine("^HEAP (.*)$", LIMIT).group(1)))
          .isLessThanOrEqualTo(40L << 20);
    }
  }

  @Test
  void killedProcessRunsNoHook() {
    try (ChildProcess child = JavaProcess.of(ProcessMain.class).start()) {
      child.awaitLine(READY, LIMIT);

      child.kill9();

      assertThat(child.isAlive()).isFalse();
      assertThat(child.awaitExit(LIMIT)).isEqualTo(128 + 9);
      assertThat(child.output()).doesNotContain("HOOK ran");
    }
  }

  @Test
  void terminatedProcessRunsItsHooks() {
    try (ChildProcess child = JavaProcess.of(ProcessMain.class).start()) {
      child.awaitLine(READY, LIMIT);

      child.terminate();

      child.expectExit(128 + 15, LIMIT);
      assertThat(child.output()).contains("HOOK ran");
    }
  }

  @Test
  void pausedProcessGoesOnWhenResumed() throws IOException {
    try (ChildProcess child = JavaProcess.of(ProcessMain.class).start()) {
      child.awaitLine(READY, LIMIT);
      child.pause();
      say(child, "one");
      assertThatThrownBy(() -> child.awaitLine("ECHO one", Duration.ofMillis(200)))
          .hasMessageContaining("no line on standard output within PT0.2S like: ECHO one");

      child.resume();

      child.awaitLine("ECHO one", LIMIT);
    }
  }

  @Test
  void waitingForALineOfAnEndedProcessFailsAtOnceWithItsLastOutput() throws IOException {
    try (ChildProcess child = JavaProcess.of(ProcessMain.class).args("x").start()) {
      say(child, "exit 3");

      assertThatThrownBy(() -> child.awaitLine("NEVER", LIMIT))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("ended with 3")
          .hasMessageContaining("READY test")
          .hasMessageContaining("starting with x");
      assertThatThrownBy(() -> child.expectExit(0, LIMIT))
          .hasMessageContaining("ended with 3 instead of 0");
    }
  }

  @Test
  void anyCommandCanBeRun() {
    try (ChildProcess child =
        ChildProcess.command("sh", "-c", "echo $0 $1", "a").args("b").start()) {
      child.expectExit(0, LIMIT);
      assertThat(child.output()).containsExactly("a b");
    }
  }

  @Test
  void manyLinesAreKeptOnlyToTheBound() {
    try (ChildProcess child = ChildProcess.command("seq", "10000").start()) {
      child.expectExit(0, LIMIT);
      assertThat(child.output()).hasSize(4000).endsWith("9999", "10000");
    }
  }

  private static void say(ChildProcess child, String line) throws IOException {
    child.input().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    child.input().flush();
  }
}
