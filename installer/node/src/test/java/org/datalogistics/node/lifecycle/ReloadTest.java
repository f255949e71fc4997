package org.datalogistics.node.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.datalogistics.testkit.ChildProcess;
import org.datalogistics.testkit.JavaProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGHUP to a running process. */
class ReloadTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path folder;
  private ChildProcess process;

  private Path file() {
    return folder.resolve("node.yaml");
  }

  @BeforeEach
  void start() throws IOException {
    Files.writeString(file(), "depot:\n  limit: 5\n");
    process =
        JavaProcess.of(ReloadMain.class)
            // The file that services ship, not the quiet one of tests.
            .jvm("-Dlogback.configurationFile=logback.xml")
            .args("--config", file())
            .start();
    process.awaitLine("^READY depot limit:5$", LIMIT);
    assumeFalse(ignoresHangUps(), "this run hands an ignored SIGHUP down, as nohup does");
  }

  /** Java leaves a signal alone that was ignored when it started. */
  private boolean ignoresHangUps() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return false;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1) != 0);
  }

  @AfterEach
  void stop() {
    process.close();
  }

  private void reload(String document) throws Exception {
    Files.writeString(file(), document);
    Process kill = new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start();
    assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(kill.exitValue()).isZero();
  }

  @Test
  void whatCanChangeDoesAndTheRestIsNamed() throws Exception {
    reload("depot:\n  limit: 7\n  port: 9\n");

    process.awaitLine("^LIMIT 7$", LIMIT);
    process.awaitErrorLine("the configuration was read again: in force now are limit$", LIMIT);
    process.awaitErrorLine("what changed in port needs a restart$", LIMIT);
  }

  @Test
  void aFileThatIsWrongChangesNothingAndIsReportedWithItsPlace() throws Exception {
    reload("depot:\n  port: 2\n  limit: many\n");

    process.awaitErrorLine("the configuration stays as it was: .*node.yaml:3: depot.limit", LIMIT);
    assertThat(process.output()).noneMatch(line -> line.startsWith("LIMIT"));

    reload("depot:\n  limit: 8\n");
    process.awaitLine("^LIMIT 8$", LIMIT);
  }

  @Test
  void whatTheServiceRefusesIsReported() throws Exception {
    reload("depot:\n  limit: 66\n");

    process.awaitErrorLine("stays as it was: 66 is not possible here$", LIMIT);
  }

  @Test
  void theLogChangesItsFormWhileTheServiceRuns() throws Exception {
    reload("depot:\n  limit: 5\n  log-format: json\n  log-level: debug\n");

    process.awaitErrorLine(
        "^\\{\"time\":\"[^\"]+Z\",\"level\":\"INFO\",.*\"message\":\"the configuration was read"
            + " again: in force now are log-level, log-format\"}$",
        LIMIT);

    reload("depot:\n  limit: 5\n  log-format: text\n");
    process.awaitErrorLine("^20\\S+ INFO .*in force now are log-level, log-format$", LIMIT);
  }
}
