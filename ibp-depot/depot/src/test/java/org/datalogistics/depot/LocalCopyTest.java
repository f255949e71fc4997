package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.datalogistics.depot.TestDepot.SOON;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.testkit.RawClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Copies within a depot that are larger than a buffer. */
class LocalCopyTest {
  @TempDir Path folder;
  private TestDepot depot;
  private RawClient client;

  @BeforeEach
  void start() throws IOException {
    depot = TestDepot.start(folder, "--disk-threads", "1", "--scrub-rate", "0");
    client = depot.connect();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    depot.close();
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private void store(Keys keys, byte[] bytes) {
    client.send("1 2 " + keys.write() + " 1 " + bytes.length + " 30\n").send(bytes);
    client.expect("1 \n1 " + bytes.length + " \n");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 3000000",
    "0, 300000, 3000000",
    "0, 1500000, 3000000",
    "0, 2999999, 3000000",
    "1, 0, 3000000",
    "1500000, 0, 3000000",
    "7, 7, 3000000",
  })
  void anAllocationCanBeMovedWithinItself(int from, int to, int length) {
    byte[] bytes = random(4_500_000);
    Keys keys = depot.allocate(client, 7_000_000);
    store(keys, bytes);
    client.send(
        "1 20 1 %s %s 1 %d %d %d 30 30 30\n"
            .formatted(keys.read(), keys.capabilities().get(1), from, to, length));
    client.expect("1 " + length + " \n");
    byte[] expected = bytes.clone();
    System.arraycopy(bytes, from, expected, to, Math.min(length, expected.length - to));
    byte[] all = Arrays.copyOf(expected, Math.max(expected.length, to + length));
    System.arraycopy(bytes, from, all, to, length);
    client.send("1 8 " + keys.read() + " 1 0 " + all.length + " 30\n");
    client.expect("1 " + all.length + " \n").expect(all);
  }

  @Test
  void largeCopiesLeaveTheDiskThreadsToOthers() {
    int size = 40_000_000;
    Keys from = depot.allocate(client, size);
    store(from, new byte[size]);
    List<RawClient> askers = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        Keys to = depot.allocate(client, size);
        RawClient asker = depot.connect();
        askers.add(asker);
        asker.send(
            "1 5 %s %s 1 0 %d 30 30 30\n".formatted(from.read(), to.capabilities().get(1), size));
      }
      // Not in the cache of open files, so a disk thread has to open it.
      Keys small = depot.allocate(client, 100);
      client.send("1 2 " + small.write() + " 1 3 30\nabc").expect("1 \n1 3 \n");
      client.send("1 8 " + small.read() + " 1 0 3 30\n").expect("1 3 \nabc");
      askers.forEach(asker -> asker.expect("1 " + size + " \n"));
    } finally {
      askers.forEach(RawClient::close);
    }
    await().atMost(SOON).until(() -> depot.inUse() == 0);
  }

  @Test
  void aCopyEndsWithItsAsker() {
    int size = 60_000_000;
    Keys from = depot.allocate(client, size);
    Keys to = depot.allocate(client, size);
    store(from, new byte[size]);
    RawClient asker = depot.connect();
    asker.send(
        "1 5 %s %s 1 0 %d 30 30 30\n".formatted(from.read(), to.capabilities().get(1), size));
    asker.reset();
    await().atMost(SOON).until(() -> depot.inUse() == 0);
    // All or nothing.
    client.send("1 9 " + to.manage() + " 1 40 30\n");
    assertThat(client.readLine()).matches("1 1 0 (0|" + size + ") .*");
  }
}
