package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.datalogistics.testkit.ChildProcess;
import org.datalogistics.testkit.RawClient;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * When the metadata cannot be written for a while, requests are refused and nothing changes; when
 * it can be again, the depot goes on. The limit is one on the size of files, moved by {@code
 * prlimit}.
 */
@EnabledOnOs(OS.LINUX)
class MetadataFailureTest {
  private static final int LIMIT = 4 * 1024 * 1024;

  @TempDir Path folder;

  @Test
  void whatCannotBeCommittedIsRefusedUntilItCanBeAgain() throws IOException {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")));
    try (ChildProcess depot = startWithLimitedFiles()) {
      int port = port(depot);
      int granted = 0;
      String answer = allocate(port);
      while (answer.startsWith("1 ibp://") && granted < 10_000) {
        granted++;
        answer = allocate(port);
      }
      assertThat(answer).isIn("-19 ", "-24 ");
      assertThat(usedSpace(port)).isEqualTo(granted * 10L);
      limit(depot.pid(), "unlimited");
      assertThat(allocate(port)).startsWith("1 ibp://");
      assertThat(allocate(port)).startsWith("1 ibp://");
      granted += 2;
      assertThat(usedSpace(port)).isEqualTo(granted * 10L);
      depot.kill9();
      try (ChildProcess again = startWithLimitedFiles()) {
        assertThat(usedSpace(port(again))).isEqualTo(granted * 10L);
      }
    }
  }

  private static String allocate(int port) {
    try (RawClient client = RawClient.connect(port)) {
      return client.send("1 1 1 2 1 3600 10 30\n").readLine();
    }
  }

  private static long usedSpace(int port) {
    try (RawClient client = RawClient.connect(port)) {
      client.send("1 4 1 1 ibp 30\n").readLine();
      return Long.parseLong(client.readLine().replaceAll(".* UT:(\\d+) .*", "$1"));
    }
  }

  private static void limit(long pid, String bytes) {
    try (ChildProcess prlimit =
        ChildProcess.command(
                "/usr/bin/prlimit", "--pid", Long.toString(pid), "--fsize=" + bytes + ":unlimited")
            .start()) {
      prlimit.expectExit(0, Duration.ofSeconds(10));
    }
  }

  private static int port(ChildProcess depot) {
    return Integer.parseInt(
        depot.awaitLine("READY depot .*:(\\d+)", Duration.ofSeconds(60)).group(1));
  }

  private ChildProcess startWithLimitedFiles() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return ChildProcess.command(
            "sh",
            "-c",
            "ulimit -S -f " + LIMIT / 512 + " && exec \"$@\"",
            "sh",
            java,
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            DepotCommand.class.getName(),
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--data",
            folder.toString(),
            "--resource",
            "id=1,path=" + folder.resolve("r1") + ",size=1g")
        .start();
  }
}
