package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.datalogistics.depot.TestDepot.SOON;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.depot.resource.Resource;
import org.datalogistics.testkit.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes that changed on disk are never served, and whoever asks is told where they are. */
class DamageTest {
  private static final int BLOCK = 64 * 1024;
  private static final int SIZE = 5 * BLOCK + 1000;

  @TempDir Path folder;

  private final byte[] content = new byte[SIZE];

  private Keys stored(TestDepot depot, RawClient client) {
    new Random(1).nextBytes(content);
    Keys keys = depot.allocate(client, 2 * SIZE);
    client.send("1 2 " + keys.write() + " 1 " + SIZE + " 30\n").send(content);
    client.expect("1 \n1 " + SIZE + " \n");
    return keys;
  }

  private Path dataFile() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("r1/data"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("[0-9a-f]+"))
          .filter(Files::isRegularFile)
          .findFirst()
          .orElseThrow();
    }
  }

  private void flip(int position) throws IOException {
    try (FileChannel file =
        FileChannel.open(dataFile(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      file.read(one, position);
      one.put(0, (byte) (one.get(0) ^ 0x10)).rewind();
      file.write(one, position);
    }
  }

  private void load(RawClient client, Keys keys, int offset, int length) {
    client.send("1 8 " + keys.read() + " 1 " + offset + " " + length + " 30\n");
    client.expect("1 " + length + " \n");
    client.expect(Arrays.copyOfRange(content, offset, offset + length));
  }

  private static Resource resource(TestDepot depot) {
    return depot.depot().resources().all().get(0);
  }

  @Test
  void aFlippedByteAtRestIsNotServedAndOnlyItsBlockIsLost() throws IOException {
    Keys keys;
    try (TestDepot depot = TestDepot.start(folder, "--scrub-rate", "0");
        RawClient client = depot.connect()) {
      keys = stored(depot, client);
    }
    flip(2 * BLOCK + 77);
    try (TestDepot depot = TestDepot.start(folder, "--scrub-rate", "0");
        RawClient client = depot.connect()) {
      client.send("1 8 " + keys.read() + " 1 " + (2 * BLOCK) + " 10 30\n").expect("-63 \n");
      load(client, keys, 0, 2 * BLOCK);
      load(client, keys, 3 * BLOCK, SIZE - 3 * BLOCK);
      client.send("1 8 " + keys.read() + " 1 0 " + SIZE + " 30\n").expect("-63 \n");
      await().atMost(SOON).until(() -> resource(depot).usage().damaged() == 1);
      assertThat(resource(depot).integrity().damagedBlocks()).isOne();
    }
    try (TestDepot depot = TestDepot.start(folder, "--scrub-rate", "0");
        RawClient client = depot.connect()) {
      assertThat(resource(depot).usage().damaged()).isOne();
      client.send("1 8 " + keys.read() + " 1 0 " + SIZE + " 30\n").expect("-63 \n");
    }
  }

  @Test
  void aFlippedByteInTheLastPartialBlockIsFound() throws IOException {
    Keys keys;
    try (TestDepot depot = TestDepot.start(folder, "--scrub-rate", "0");
        RawClient client = depot.connect()) {
      keys = stored(depot, client);
    }
    flip(SIZE - 1);
    try (TestDepot depot = TestDepot.start(folder, "--scrub-rate", "0");
        RawClient client = depot.connect()) {
      client.send("1 8 " + keys.read() + " 1 " + (SIZE - 5) + " 5 30\n").expect("-63 \n");
      load(client, keys, 0, 5 * BLOCK);
    }
  }

  @Test
  void writingTheWholeBlockAnewHealsIt() throws IOException {
    Keys keys;
    try (TestDepot depot = TestDepot.start(folder, "--scrub-rate", "0");
        RawClient client = depot.connect()) {
      keys = stored(depot, client);
    }
    flip(BLOCK);
    try (TestDepot depot = TestDepot.start(folder, "--scrub-rate", "0");
        RawClient client = depot.connect()) {
      client.send("1 8 " + keys.read() + " 1 " + BLOCK + " 1 30\n").expect("-63 \n");
      await().atMost(SOON).until(() -> resource(depot).usage().damaged() == 1);
      byte[] half = new byte[BLOCK / 2];
      client.send("1 13 " + keys.write() + " 1 " + BLOCK + " " + half.length + " 30\n").send(half);
      client.expect("1 \n1 " + half.length + " \n");
      client.send("1 8 " + keys.read() + " 1 " + BLOCK + " 1 30\n").expect("-63 \n");
      byte[] whole = new byte[BLOCK];
      System.arraycopy(whole, 0, content, BLOCK, BLOCK);
      client.send("1 13 " + keys.write() + " 1 " + BLOCK + " " + BLOCK + " 30\n").send(whole);
      client.expect("1 \n1 " + BLOCK + " \n");
      load(client, keys, 0, SIZE);
      await().atMost(SOON).until(() -> resource(depot).usage().damaged() == 0);
    }
  }

  @Test
  void aPartialOverwriteOfADamagedBlockDoesNotHideTheDamage() throws IOException {
    Keys keys;
    try (TestDepot depot = TestDepot.start(folder, "--scrub-rate", "0");
        RawClient client = depot.connect()) {
      keys = stored(depot, client);
    }
    flip(BLOCK + 5000);
    flip(SIZE - 10);
    try (TestDepot depot = TestDepot.start(folder, "--scrub-rate", "0");
        RawClient client = depot.connect()) {
      client.send("1 13 " + keys.write() + " 1 " + BLOCK + " 5 30\nhello").expect("1 \n1 5 \n");
      client.send("1 13 " + keys.write() + " 1 " + (5 * BLOCK) + " 5 30\nhello");
      client.expect("1 \n1 5 \n");
      client.send("1 8 " + keys.read() + " 1 " + (BLOCK + 5000) + " 1 30\n").expect("-63 \n");
      client.send("1 8 " + keys.read() + " 1 " + (SIZE - 10) + " 1 30\n").expect("-63 \n");
      // Nor does an append or a cut behind it.
      client.send("1 2 " + keys.write() + " 1 5 30\nhello").expect("1 \n1 5 \n");
      client.send("1 8 " + keys.read() + " 1 " + (SIZE - 10) + " 1 30\n").expect("-63 \n");
      client.send("1 9 " + keys.manage() + " 1 45 " + (SIZE - 5) + " 30\n").expect("1 \n");
      client.send("1 8 " + keys.read() + " 1 " + (SIZE - 10) + " 1 30\n").expect("-63 \n");
      client.send("1 9 " + keys.manage() + " 1 45 " + (BLOCK + 5001) + " 30\n").expect("1 \n");
      client.send("1 8 " + keys.read() + " 1 " + (BLOCK + 5000) + " 1 30\n").expect("-63 \n");
    }
  }

  @Test
  void whenEveryReadIsComparedDamageIsFoundWhileTheDepotRuns() throws IOException {
    try (TestDepot depot = TestDepot.start(folder, "--scrub-rate", "0", "--verify", "always");
        RawClient client = depot.connect()) {
      Keys keys = stored(depot, client);
      load(client, keys, 0, SIZE);
      flip(3 * BLOCK);
      load(client, keys, 0, 3 * BLOCK);
      client.send("1 8 " + keys.read() + " 1 " + (3 * BLOCK) + " 1 30\n").expect("-63 \n");
      client.send("1 32 " + keys.manage() + " 1 0 30\n").expect("1 1\n");
    }
  }

  @Test
  void aDataFileThatIsCutOrGoneIsNotServed() throws IOException {
    Keys keys;
    try (TestDepot depot = TestDepot.start(folder);
        RawClient client = depot.connect()) {
      keys = stored(depot, client);
    }
    try (FileChannel file = FileChannel.open(dataFile(), StandardOpenOption.WRITE)) {
      file.truncate(2 * BLOCK + 5);
    }
    try (TestDepot depot = TestDepot.start(folder, "--scrub-rate", "0");
        RawClient client = depot.connect()) {
      load(client, keys, 0, 2 * BLOCK);
      client.send("1 8 " + keys.read() + " 1 0 " + SIZE + " 30\n");
      assertThat(client.readLine()).isIn("-15 ", "-63 ");
      client.send("1 32 " + keys.manage() + " 1 0 30\n").expect("1 4\n");
      client.send("1 8 " + keys.read() + " 1 " + (2 * BLOCK) + " 5 30\n").expect("-63 \n");
    }
    Files.delete(dataFile());
    try (TestDepot depot = TestDepot.start(folder, "--scrub-rate", "0");
        RawClient client = depot.connect()) {
      client.send("1 8 " + keys.read() + " 1 0 5 30\n");
      assertThat(client.readLine()).isIn("-15 ", "-63 ");
      client.send("1 32 " + keys.manage() + " 1 0 30\n").expect("1 6\n");
    }
  }

  @Test
  void withoutChecksumsEverythingIsServedAsItIs() throws IOException {
    Keys keys;
    try (TestDepot depot = TestDepot.start(folder, "--checksum", "none");
        RawClient client = depot.connect()) {
      keys = stored(depot, client);
      client.send("1 32 " + keys.manage() + " 1 0 30\n").expect("1 0\n");
    }
    flip(10);
    content[10] ^= 0x10;
    try (TestDepot depot = TestDepot.start(folder);
        RawClient client = depot.connect()) {
      load(client, keys, 0, SIZE);
    }
  }
}
