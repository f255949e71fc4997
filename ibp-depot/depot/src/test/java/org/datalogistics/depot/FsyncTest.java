package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.depot.disk.FaultyLayer;
import org.datalogistics.testkit.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers wait for the disk where a resource says so, and nobody else does. */
class FsyncTest {
  @TempDir Path folder;

  private TestDepot start(String fsync, FaultyLayer layer) throws IOException {
    String resource = "id=1,path=" + folder.resolve("r1") + ",size=200m,fsync=" + fsync;
    return TestDepot.start(folder, InstantSource.system(), layer, "--resource", resource);
  }

  @ParameterizedTest
  @ValueSource(strings = {"metadata", "data"})
  void manyConnectionsShareWhatIsForced(String fsync) throws IOException {
    try (TestDepot depot = start(fsync, FaultyLayer.ofJournal())) {
      List<RawClient> clients = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        clients.add(depot.connect());
      }
      for (RawClient client : clients) {
        client.send("1 1 1 2 1 3600 100000 30\n");
      }
      for (int i = 0; i < clients.size(); i++) {
        Keys keys = Keys.of(clients.get(i).readLine(), depot.port());
        byte[] bytes = new byte[70_000];
        bytes[i] = (byte) i;
        clients.get(i).send("1 2 " + keys.write() + " 1 70000 30\n").send(bytes);
        clients.get(i).send("1 13 " + keys.write() + " 1 65000 5 30\nhello");
        clients.get(i).send("1 8 " + keys.read() + " 1 65000 5 30\n");
      }
      for (RawClient client : clients) {
        client.expect("1 \n1 70000 \n1 \n1 5 \n1 5 \nhello");
        client.close();
      }
    }
  }

  @Test
  void whileTheDiskIsForcedOthersAreServed() throws IOException {
    FaultyLayer layer = FaultyLayer.ofJournal();
    try (TestDepot depot = start("metadata", layer);
        RawClient waiting = depot.connect()) {
      layer.holdForces();
      waiting.send("1 1 1 2 1 3600 10 30\n").expectSilence(Duration.ofMillis(100));
      for (int i = 0; i < 10; i++) {
        try (RawClient other = depot.connect()) {
          other.send("1 4 3 30\n").expect("1 1 \n");
        }
      }
      layer.releaseForces();
      assertThat(waiting.readLine()).startsWith("1 ibp://");
    }
  }

  @Test
  void whatTheDiskDoesNotTakeForGoodIsRefusedAndTheDepotGoesOn() throws IOException {
    FaultyLayer layer = new FaultyLayer(file -> file.toString().contains("/data/"));
    try (TestDepot depot = start("data", layer);
        RawClient client = depot.connect()) {
      Keys keys = depot.allocate(client, 100);
      layer.failForces("Input/output error");
      try (RawClient unlucky = depot.connect()) {
        unlucky.send("1 2 " + keys.write() + " 1 5 30\nhello");
        String line = unlucky.readLine();
        assertThat(line.equals("1 ") ? unlucky.readLine() : line).isEqualTo("-16 ");
      }
      layer.failForces(null);
      client.send("1 2 " + keys.write() + " 1 5 30\nthere").expect("1 \n1 5 \n");
      client.send("1 8 " + keys.read() + " 1 0 5 30\n").expect("1 5 \nthere");
    }
  }
}
