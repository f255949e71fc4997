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
  private static final int START_LIMIT = 4 * 1024 * 1024;
  private static final int LIMIT = 512 * 1024;

  @TempDir Path folder;

  @Test
  void whatCannotBeCommittedIsRefusedUntilItCanBeAgain() throws IOException {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")));
    try (DepotProcess depot = DepotProcess.startWithLimitedFiles(folder, START_LIMIT)) {
      // Only now: a library has to be unpacked at the start.
      limit(depot.process().pid(), Integer.toString(LIMIT));
      int granted = 0;
      String answer = allocate(depot);
      while (answer.startsWith("1 ibp://") && granted < 10_000) {
        granted++;
        answer = allocate(depot);
      }
      assertThat(answer).isIn("-19 ", "-24 ");
      assertThat(depot.usedSpace()).isEqualTo(granted * 10L);
      limit(depot.process().pid(), "unlimited");
      assertThat(allocate(depot)).startsWith("1 ibp://");
      assertThat(allocate(depot)).startsWith("1 ibp://");
      granted += 2;
      assertThat(depot.usedSpace()).isEqualTo(granted * 10L);
      depot.kill9();
      try (DepotProcess again = DepotProcess.startWithLimitedFiles(folder, START_LIMIT)) {
        assertThat(again.usedSpace()).isEqualTo(granted * 10L);
      }
    }
  }

  private static String allocate(DepotProcess depot) {
    try (RawClient client = depot.connect()) {
      return client.send("1 1 1 2 1 3600 10 30\n").readLine();
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
}
