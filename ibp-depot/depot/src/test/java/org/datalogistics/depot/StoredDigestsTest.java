package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.data.Reading;
import org.datalogistics.depot.resource.Resource;
import org.datalogistics.ibp.ByteRange;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.testkit.RawClient;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededRandomExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The digests that ALLOCATE_CHKSUM asks for are over exactly the stored bytes of each block. */
@ExtendWith(SeededRandomExtension.class)
class StoredDigestsTest {
  private static final int MAX = 300_000;

  @TempDir Path folder;

  @Test
  void theyFollowAppendsOverwritesHolesAndCuts(SeededRandom random) throws Exception {
    for (int block : new int[] {16, 1000, 65536, 100_000, 1 << 30}) {
      byte[] model = new byte[MAX];
      int size = 0;
      Keys keys = null;
      for (int session = 0; session < 2; session++) {
        try (TestDepot depot = TestDepot.start(folder);
            RawClient client = depot.connect()) {
          String line = "1 29 3 " + block + " 1 2 1 3600 " + MAX + " 30\n";
          keys = keys == null ? depot.allocate(client, line) : keys;
          for (int step = 0; step < 6; step++) {
            if (random.chance(0.2) && size > 1) {
              size = random.between(1, size);
              client.send("1 9 " + keys.manage() + " 1 45 " + size + " 30\n").expect("1 \n");
              client.send("1 9 " + keys.manage() + " 1 45 " + MAX + " 30\n").expect("1 \n");
              Arrays.fill(model, size, MAX, (byte) 0);
            } else {
              int offset = random.chance(0.5) ? size : random.between(0, MAX - 1);
              byte[] bytes = random.bytes(random.between(0, Math.min(MAX - offset, 50_000)));
              client.send("1 13 " + keys.write() + " 1 " + offset + " " + bytes.length + " 30\n");
              client.send(bytes).expect("1 \n1 " + bytes.length + " \n");
              System.arraycopy(bytes, 0, model, offset, bytes.length);
              size = bytes.length == 0 ? size : Math.max(size, offset + bytes.length);
            }
            assertThat(Arrays.mismatch(stored(depot, keys), expected(model, size, block)))
                .as("step %s of session %s with blocks of %s", step, session, block)
                .isEqualTo(-1);
          }
          assertThat(bad(depot, keys, false)).isZero();
        }
      }
    }
  }

  @Test
  void aFlippedByteIsFoundInItsBlockAndTakenForGoodIfAsked() throws Exception {
    Keys keys;
    try (TestDepot depot = TestDepot.start(folder);
        RawClient client = depot.connect()) {
      keys = depot.allocate(client, "1 29 4 16 1 2 1 3600 1000 30\n");
      client.send("1 2 " + keys.write() + " 1 40 30\n" + "a".repeat(40)).expect("1 \n1 40 \n");
      assertThat(bad(depot, keys, false)).isZero();
    }
    flip(20);
    try (TestDepot depot = TestDepot.start(folder);
        RawClient client = depot.connect()) {
      assertThat(bad(depot, keys, false)).isOne();
      client.send("1 8 " + keys.read() + " 1 0 40 30\n").expect("-63 \n");
      assertThat(bad(depot, keys, true)).isOne();
      assertThat(bad(depot, keys, false)).isZero();
      client.send("1 8 " + keys.read() + " 1 0 40 30\n").expect("1 40 \n");
    }
  }

  private void flip(int position) throws IOException {
    Path data;
    try (Stream<Path> files = Files.walk(folder.resolve("r1/data"))) {
      data =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !file.getFileName().toString().contains("."))
              .findFirst()
              .orElseThrow();
    }
    try (FileChannel file = FileChannel.open(data, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(new byte[] {'b'}), position);
    }
  }

  private static byte[] expected(byte[] model, int size, int block) throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (long at = 0; at < size; at += block) {
      int end = (int) Math.min(size, at + block);
      all.write(
          MessageDigest.getInstance("SHA-1").digest(Arrays.copyOfRange(model, (int) at, end)));
    }
    return all.toByteArray();
  }

  private static Resource resource(TestDepot depot) {
    return depot.depot().resources().all().get(0);
  }

  private static AllocationHandle handle(TestDepot depot, Keys keys) {
    String key = keys.manage().substring(keys.manage().indexOf('#') + 1);
    return resource(depot).find(key, EnumSet.of(CapabilityKind.MANAGE)).join();
  }

  private static long bad(TestDepot depot, Keys keys, boolean correct) {
    return resource(depot)
        .data()
        .validate(handle(depot, keys), correct, new CompletableFuture<>())
        .join();
  }

  private static byte[] stored(TestDepot depot, Keys keys) throws IOException {
    try (Reading reading = resource(depot).data().digests(handle(depot, keys)).join()) {
      ByteBuffer all = ByteBuffer.allocate((int) reading.length());
      for (ByteRange range : reading.ranges()) {
        assertThat(reading.trusted(range.offset(), range.length())).isTrue();
        reading.channel().read(all, range.offset());
      }
      return all.array();
    }
  }
}
