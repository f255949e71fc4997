package org.datalogistics.depot;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.depot.disk.StrikingLayer;
import org.datalogistics.depot.disk.StrikingLayer.Kind;
import org.datalogistics.testkit.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which error a client hears when a data file can not be opened, read or written (spec 3.3). */
class BrokenDiskTest {
  @TempDir Path folder;

  private final StrikingLayer layer = new StrikingLayer();

  private void fail(Kind kind) {
    layer.arm(
        new StrikingLayer.Plan(
            file -> file.getFileName().toString().matches("[0-9a-f]+"),
            Set.of(kind),
            0,
            1,
            "Input/output error"));
  }

  private static void expect(TestDepot depot, String request, String answer) {
    try (RawClient client = depot.connect()) {
      client.send(request).expect(answer);
    }
  }

  @Test
  void whatFailedIsToldApart() throws IOException {
    Keys keys;
    try (TestDepot depot = TestDepot.start(folder);
        RawClient client = depot.connect()) {
      keys = depot.allocate(client, 100);
      client.send("1 2 " + keys.write() + " 1 5 30\nhello").expect("1 \n1 5 \n");
    }
    String load = "1 8 " + keys.read() + " 1 0 5 30\n";
    String validate = "1 32 " + keys.manage() + " 1 0 30\n";
    String[] flags = {"--scrub-rate", "0", "--verify", "always"};
    try (TestDepot depot = TestDepot.start(folder, InstantSource.system(), layer, flags)) {
      fail(Kind.OPEN);
      expect(depot, load, "-14 \n");
      fail(Kind.OPEN);
      expect(depot, "1 2 " + keys.write() + " 1 5 30\nhello", "-14 \n");
      fail(Kind.READ);
      expect(depot, load, "-15 \n");
    }
    try (TestDepot depot = TestDepot.start(folder, InstantSource.system(), layer, flags)) {
      fail(Kind.READ);
      expect(depot, validate, "-15 \n");
      fail(Kind.WRITE);
      expect(depot, "1 2 " + keys.write() + " 1 5 30\nhello", "-16 \n");
      expect(depot, load, "1 5 \nhello");
    }
  }
}
