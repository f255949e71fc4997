package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datalogistics.depot.TestDepot.SOON;

import java.nio.file.Path;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.testkit.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** When the file system takes no more, the client hears -19 and the depot goes on. */
@EnabledOnOs(OS.LINUX)
class DiskFullTest {
  private static final int LIMIT = 4 * 1024 * 1024;

  @TempDir Path folder;

  @Test
  void aStoreThatTheDiskDoesNotTakeIsRefusedAndTakenBack() {
    try (DepotProcess depot = DepotProcess.startWithLimitedFiles(folder, LIMIT)) {
      try (RawClient client = depot.connect()) {
        int size = 2 * LIMIT;
        String answer = client.send("1 1 1 2 1 3600 " + size + " 30\n").readLine();
        Keys keys = Keys.of(answer, depot.port());
        client.send("1 2 " + keys.write() + " 1 5 30\nhello").expect("1 \n1 5 \n");
        try (RawClient large = depot.connect()) {
          large.send("1 2 " + keys.write() + " 1 " + (size - 5) + " 30\n").expect("1 \n");
          large.send(new byte[size - 5]).expect("-19 \n");
          assertThat(large.readLine()).startsWith("-66 ");
          large.expectClosed(SOON);
        }
        client.send("1 2 " + keys.write() + " 1 6 30\n world").expect("1 \n1 6 \n");
        client.send("1 8 " + keys.read() + " 1 0 11 30\n").expect("1 11 \nhello world");
      }
    }
  }
}
