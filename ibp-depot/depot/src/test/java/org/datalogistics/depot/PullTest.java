package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.datalogistics.depot.TestDepot.SOON;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.depot.disk.StrikingLayer;
import org.datalogistics.depot.disk.WriterNames;
import org.datalogistics.testkit.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PULL from another depot: its bytes come in on the network and go to the disk elsewhere. */
class PullTest {
  private static final int SIZE = 12_345_678;

  @TempDir Path folder;
  @TempDir Path other;

  private static Keys stored(TestDepot depot, byte[] content) {
    try (RawClient client = depot.connect()) {
      Keys keys = depot.allocate(client, content.length);
      client.send("1 2 " + keys.write() + " 1 " + content.length + " 30\n").send(content);
      client.expect("1 \n1 " + content.length + " \n");
      return keys;
    }
  }

  private static byte[] content() {
    byte[] content = new byte[SIZE];
    new Random(7).nextBytes(content);
    return content;
  }

  private static String pull(String command, Keys to, Keys from, int length) {
    String source = from.capabilities().get(0);
    return command + " " + to.write() + " " + source + " 1 -1 0 " + length + " 30 30 30\n";
  }

  @Test
  void noThreadOfTheNetworkWritesToTheDisk() throws IOException {
    WriterNames layer = new WriterNames();
    byte[] content = content();
    Keys to;
    try (TestDepot source = TestDepot.start(other);
        TestDepot target = TestDepot.start(folder, InstantSource.system(), layer);
        RawClient client = target.connect()) {
      Keys from = stored(source, content);
      to = target.allocate(client, 2L * SIZE);
      client.send(pull("1 21 1", to, from, SIZE)).expect("1 " + SIZE + " \n");
      client.send(pull("1 23 4 65536 1", to, from, SIZE)).expect("1 " + SIZE + " \n");
      assertThat(layer.names()).isEqualTo(Set.of("depot-disk"));
    }
    // Without the layer, whose files sendfile does not take.
    try (TestDepot target = TestDepot.start(folder);
        RawClient client = target.connect()) {
      client
          .send("1 8 " + to.read() + " 1 0 " + 2 * SIZE + " 30\n")
          .expect("1 " + 2 * SIZE + " \n");
      byte[] twice = client.readFully(2 * SIZE);
      assertThat(Arrays.equals(Arrays.copyOf(twice, SIZE), content)).isTrue();
      assertThat(Arrays.equals(Arrays.copyOfRange(twice, SIZE, 2 * SIZE), content)).isTrue();
    }
  }

  @Test
  void aDiskThatFillsUpEndsItAndTakesItBack() throws IOException {
    StrikingLayer layer = new StrikingLayer();
    try (TestDepot source = TestDepot.start(other);
        TestDepot target = TestDepot.start(folder, InstantSource.system(), layer);
        RawClient client = target.connect()) {
      Keys from = stored(source, content());
      Keys to = target.allocate(client, SIZE);
      layer.arm(
          new StrikingLayer.Plan(
              file -> file.getFileName().toString().matches("[0-9a-f]+"),
              Set.of(StrikingLayer.Kind.WRITE),
              10,
              1,
              "No space left on device"));
      client.send(pull("1 21 1", to, from, SIZE)).expect("-19 \n");
      await().atMost(SOON).until(() -> target.inUse() == 0);
      try (RawClient next = target.connect()) {
        next.send(pull("1 21 1", to, from, 1000)).expect("1 1000 \n");
        next.send("1 9 " + to.manage() + " 1 40 3 0 0 0 30\n").expect("1 1 0 1000 ");
      }
      await().atMost(SOON).until(() -> target.inUse() == 0);
    }
  }
}
