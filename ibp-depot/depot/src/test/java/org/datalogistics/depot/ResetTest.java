package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.testkit.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client may go whenever it likes: that is no failure of the depot, and no line in its log. */
class ResetTest {
  private static final int SIZE = 6_000_000;

  @TempDir Path folder;

  @Test
  void downloadsThatAreResetLeaveTheLogAlone() {
    try (DepotProcess depot = DepotProcess.start(folder);
        RawClient client = depot.connect()) {
      Keys keys = Keys.of(client.send("1 1 1 2 1 3600 " + SIZE + " 30\n").readLine(), depot.port());
      client.send("1 2 " + keys.write() + " 1 " + SIZE + " 30\n").send(new byte[SIZE]);
      client.expect("1 \n1 " + SIZE + " \n");
      // Of some lengths the last part is under way when the socket can take no more.
      for (int length = 2_000_000; length <= SIZE; length += 50_000) {
        try (RawClient hasty = depot.connect()) {
          hasty.send("1 8 " + keys.read() + " 1 0 " + length + " 30\n");
          hasty.expect("1 " + length + " \n");
          hasty.reset();
        }
        client.send("1 4 3 30\n").expect("1 1 \n");
      }
      assertThat(depot.process().errors())
          .noneMatch(line -> line.contains("ERROR") || line.contains("Exception"));
    }
  }
}
