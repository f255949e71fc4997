package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.datalogistics.depot.TestDepot.SOON;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.testkit.RawClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PUSH of what was not read since the start: compared with its checksums on the way. */
class ColdPushTest {
  private static final int SIZE = 5_000_000;

  @TempDir Path folder;
  @TempDir Path other;

  private final byte[] content = new byte[SIZE];
  private Keys from;

  @BeforeEach
  void store() throws IOException {
    new Random(3).nextBytes(content);
    try (TestDepot depot = TestDepot.start(folder, "--scrub-rate", "0");
        RawClient client = depot.connect()) {
      from = depot.allocate(client, SIZE);
      client.send("1 2 " + from.write() + " 1 " + SIZE + " 30\n").send(content);
      client.expect("1 \n1 " + SIZE + " \n");
    }
  }

  private static String push(Keys from, Keys to, String command) {
    String target = to.capabilities().get(1);
    return command + " " + from.read() + " " + target + " 1 0 -1 " + SIZE + " 30 30 30\n";
  }

  @Test
  void arrivesAsItWasStored() throws IOException {
    try (TestDepot source = TestDepot.start(folder, "--scrub-rate", "0");
        TestDepot target = TestDepot.start(other);
        RawClient here = source.connect();
        RawClient there = target.connect()) {
      Keys to = target.allocate(there, SIZE);
      here.send(push(from, to, "1 20 1")).expect("1 " + SIZE + " \n");
      there.send("1 8 " + to.read() + " 1 0 " + SIZE + " 30\n").expect("1 " + SIZE + " \n");
      assertThat(Arrays.equals(there.readFully(SIZE), content)).isTrue();
    }
  }

  @Test
  void damageAtItsEndIsToldAndNothingCountsAtTheOtherDepot() throws IOException {
    Path file = folder.resolve("r1").resolve("data").resolve("0").resolve("0").resolve("1");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {(byte) ~content[SIZE - 1]}), SIZE - 1);
    }
    try (TestDepot source = TestDepot.start(folder, "--scrub-rate", "0");
        TestDepot target = TestDepot.start(other);
        RawClient here = source.connect();
        RawClient there = target.connect()) {
      for (String command : new String[] {"1 20 1", "1 22 4 65536 1"}) {
        Keys to = target.allocate(there, SIZE);
        here.send(push(from, to, command)).expect("-63 \n");
        await().atMost(SOON).until(() -> target.inUse() == 0);
        String probe = there.send("1 9 " + to.manage() + " 1 40 3 0 0 0 30\n").readLine();
        assertThat(probe).startsWith("1 1 0 0 " + SIZE);
      }
    }
  }
}
