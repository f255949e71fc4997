package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.testkit.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client may go whenever it likes: that is no failure of the depot, and no line in its log. */
class ResetTest {
  private static final int PIECE = 30_000;
  private static final int MOST = 220;

  @TempDir Path folder;

  @Test
  void downloadsThatAreResetLeaveTheLogAlone() {
    try (DepotProcess depot = DepotProcess.start(folder);
        RawClient client = depot.connect()) {
      Keys keys =
          Keys.of(client.send("1 1 1 2 1 3600 " + PIECE + " 30\n").readLine(), depot.port());
      client.send("1 2 " + keys.write() + " 1 " + PIECE + " 30\n").send(new byte[PIECE]);
      client.expect("1 \n1 " + PIECE + " \n");
      // Of some lengths the last part is under way when the socket can take no more.
      for (int pieces = 60; pieces <= MOST; pieces++) {
        try (RawClient hasty = depot.connect()) {
          String list = (" 0 " + PIECE).repeat(pieces);
          hasty.send("1 35 " + keys.read() + " 1 " + pieces + list + " 30\n");
          hasty.expect("1 " + (long) pieces * PIECE + " \n");
          hasty.reset();
        }
        client.send("1 4 3 30\n").expect("1 1 \n");
      }
      assertThat(depot.process().errors())
          .noneMatch(line -> line.contains("ERROR") || line.contains("Exception"));
    }
  }
}
