package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.datalogistics.depot.TestDepot.SOON;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.testkit.RawClient;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededRandomExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Data files that serve again: seen by clients, and when the depot is killed. */
@ExtendWith(SeededRandomExtension.class)
class SparePagesTest {
  private static final String KEYS = "fsync=data,trash-deleted=0s";
  private static final int LARGE = 512 * 1024;
  private static final int LIVES = 3;

  @TempDir Path folder;

  private static byte[] filled(int length, int tag) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) tag);
    return bytes;
  }

  private static void write(RawClient client, Keys keys, int offset, byte[] bytes) {
    String line = "1 13 " + keys.write() + " 1 " + offset + " " + bytes.length + " 30\n";
    client.send(line).expect("1 \n").send(bytes).expect("1 " + bytes.length + " \n");
  }

  private static void delete(RawClient client, Keys keys) {
    client.send("1 9 " + keys.manage() + " 1 42 1 30\n").expect("1 \n");
  }

  private static Keys allocate(RawClient client, int port) {
    return Keys.of(client.send("1 1 1 2 1 3600 " + LARGE + " 30\n").readLine(), port);
  }

  @Test
  void whatAClientHasNotReadYetStaysItsOwn() throws IOException {
    String resource = "id=1,path=" + folder.resolve("r1") + ",size=200m," + KEYS;
    try (TestDepot depot = TestDepot.start(folder, "--resource", resource);
        RawClient slow = depot.connect();
        RawClient other = depot.connect()) {
      Keys first = allocate(other, depot.port());
      write(other, first, 0, filled(LARGE, 1));
      slow.send("1 8 " + first.read() + " 1 0 " + LARGE + " 30\n");
      await().atMost(SOON).until(() -> depot.inUse() == 0); // All is in the socket.
      delete(other, first);
      for (int i = 2; i < 6; i++) {
        Keys next = allocate(other, depot.port());
        write(other, next, 0, filled(LARGE, i));
      }
      slow.expect("1 " + LARGE + " \n");
      assertThat(slow.readFully(LARGE)).isEqualTo(filled(LARGE, 1));
    }
  }

  /** An allocation with what was written into it. */
  private static final class Written {
    final Keys keys;
    byte[] bytes = {};

    Written(Keys keys) {
      this.keys = keys;
    }
  }

  @Test
  @Timeout(300)
  void killedAtAnyMomentNobodyReadsAnothersBytes(SeededRandom random) throws Exception {
    List<Written> known = new ArrayList<>();
    int taken = 0;
    for (int life = 0; life < LIVES; life++) {
      try (DepotProcess depot = DepotProcess.startWith(folder, KEYS);
          RawClient client = depot.connect()) {
        assertThat(spares()).as("of the life before").isZero();
        for (Written each : known) {
          assertThat(load(client, each.keys)).isEqualTo(each.bytes);
        }
        for (int i = 0; i < 25; i++) {
          long before = spares();
          known.add(write(client, depot.port(), random));
          taken += spares() < before ? 1 : 0;
          if (known.size() > 6) {
            delete(client, known.remove(random.between(0, known.size() - 1)).keys);
          }
        }
        breakOff(depot, random);
        depot.kill9();
      }
    }
    assertThat(taken).as("files that served again").isPositive();
  }

  /** Writes up to two pieces, with a hole if it comes so. */
  private static Written write(RawClient client, int port, SeededRandom random) {
    Keys keys = allocate(client, port);
    int tag = random.between(1, 255);
    Written written = new Written(keys);
    for (int i = random.between(0, 2); i > 0; i--) {
      int offset = random.chance(0.5) ? written.bytes.length : random.between(0, LARGE - 1);
      byte[] piece = filled(random.between(0, LARGE - offset), tag);
      if (piece.length > 0) {
        write(client, keys, offset, piece);
        int end = Math.max(written.bytes.length, offset + piece.length);
        written.bytes = Arrays.copyOf(written.bytes, end);
        System.arraycopy(piece, 0, written.bytes, offset, piece.length);
      }
    }
    return written;
  }

  /** An upload that is under way when the depot is killed. */
  private static void breakOff(DepotProcess depot, SeededRandom random) {
    try (RawClient client = depot.connect()) {
      Keys keys = allocate(client, depot.port());
      client.send("1 2 " + keys.write() + " 1 " + LARGE + " 30\n").expect("1 \n");
      client.send(filled(random.between(1, LARGE - 1), 77));
    }
  }

  private static byte[] load(RawClient client, Keys keys) {
    String[] probe =
        client.send("1 9 " + keys.manage() + " 1 40 3 0 0 0 30\n").readLine().split(" ", -1);
    int size = Integer.parseInt(probe[3]);
    client.send("1 8 " + keys.read() + " 1 0 " + size + " 30\n");
    client.expect(("1 " + size + " \n").getBytes(StandardCharsets.US_ASCII));
    return client.readFully(size);
  }

  private long spares() throws IOException {
    Path spare = folder.resolve("r1").resolve("recycled");
    if (!Files.isDirectory(spare)) {
      return 0;
    }
    try (Stream<Path> all = Files.list(spare)) {
      return all.count();
    }
  }
}
