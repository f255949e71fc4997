package org.datalogistics.node.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.datalogistics.testkit.ChildProcess;
import org.datalogistics.testkit.JavaProcess;
import org.junit.jupiter.api.Test;

class ServiceMainTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final StopSignal stop = new StopSignal();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(Map<String, String> environment, String... args) {
    PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
    PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new ServiceMain(environment, outStream, errStream, stop)
        .run(SampleMain.SCHEMA, SampleMain::service, args);
  }

  private static ChildProcess start(Object... args) {
    ChildProcess process = JavaProcess.of(SampleMain.class).args(args).start();
    process.awaitLine("^READY sample sample:1$", LIMIT);
    return process;
  }

  @Test
  void helpAndConfigurationArePrintedInsteadOfRunning() {
    assertThat(run(Map.of(), "--nonsense", "--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Usage: dlt sample ");
    out.reset();

    assertThat(run(Map.of("DLT_SAMPLE_BROKEN", "yes"), "--print-config")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("sample:\n  on-close: end ")
        .containsPattern("broken: true +# DLT_SAMPLE_BROKEN\n");
    assertThat(err.size()).isZero();
  }

  @Test
  void wrongUsageIsStatusTwoWithAllProblems() {
    assertThat(run(Map.of("DLT_SAMPLE_BROKEN", "maybe"), "--on-close=explode")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .containsExactlyInAnyOrder(
            "--on-close: not one of end, hang, fail: explode",
            "DLT_SAMPLE_BROKEN: not true or false: maybe",
            "dlt sample --help shows all options");
    assertThat(out.size()).isZero();
  }

  @Test
  void serviceThatCannotBeMadeIsStatusOne() {
    assertThat(run(Map.of(), "--broken")).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo("dlt sample: cannot be set up: data folder is in use");
  }

  @Test
  void terminationClosesTheServiceAndIsSuccess() {
    try (ChildProcess process = start()) {
      process.terminate();

      process.expectExit(0, LIMIT);
      assertThat(process.output()).endsWith("CLOSING", "CLOSED");
    }
  }

  @Test
  void closingThatFailsShowsInTheStatus() {
    try (ChildProcess process = start("--on-close=fail")) {
      process.terminate();

      process.expectExit(1, LIMIT);
    }
  }

  @Test
  void secondSignalEndsAServiceThatHangs() {
    try (ChildProcess process = start("--on-close", "hang")) {
      process.terminate();
      process.awaitLine("^CLOSING$", LIMIT);
      process.terminate();

      process.expectExit(1, LIMIT);
      process.awaitErrorLine("^asked again to end: sample is not closed in order$", LIMIT);
    }
  }
}
