package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.datalogistics.depot.TestDepot.SOON;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.data.Verification;
import org.datalogistics.depot.resource.Resource;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.testkit.RawClient;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededRandomExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens to an allocation at once, its checksums are right at any moment and complete
 * when all is quiet, and what is read is what was written.
 */
@ExtendWith(SeededRandomExtension.class)
class ChecksumModelTest {
  private static final int MAX = 400_000;
  private static final int WORKERS = 5;
  private static final int STEPS = 30;
  private static final int ROUNDS = Integer.getInteger("dlt.checksum.rounds", 6);

  @TempDir Path folder;

  @Test
  void oneClientReadsWhatItWrote(SeededRandom random) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      byte[] model = new byte[MAX];
      int size = 0;
      Keys keys = null;
      for (int session = 0; session < 3; session++) {
        try (TestDepot depot = TestDepot.start(folder, "--scrub-rate", "0");
            RawClient client = depot.connect()) {
          keys = keys == null ? depot.allocate(client, MAX) : keys;
          for (int step = 0; step < 12; step++) {
            if (random.chance(0.15) && size > 0) {
              size = random.between(1, size);
              manage(client, keys, size);
              Arrays.fill(model, size, MAX, (byte) 0);
            } else {
              int offset = random.chance(0.4) ? size : random.between(0, MAX - 1);
              int length = random.between(1, Math.min(MAX - offset, 200_000) + 1) - 1;
              byte[] bytes = random.bytes(length);
              write(client, keys, offset, bytes);
              System.arraycopy(bytes, 0, model, offset, length);
              size = length > 0 ? Math.max(size, offset + length) : size;
            }
            int from = random.between(0, size);
            int count = random.between(0, size - from);
            client.send("1 8 " + keys.read() + " 1 " + from + " " + count + " 30\n");
            client.expect("1 " + count + " \n");
            client.expect(Arrays.copyOfRange(model, from, from + count));
          }
          assertComplete(depot, keys);
        }
      }
    }
  }

  @Test
  void manyClientsAtOnceLeaveRightAndCompleteChecksums(SeededRandom random) throws Exception {
    try (TestDepot depot = TestDepot.start(folder, "--scrub-rate", "0");
        RawClient client = depot.connect()) {
      for (int round = 0; round < ROUNDS; round++) {
        Keys keys = depot.allocate(client, MAX);
        boolean truncates = round % 2 == 1;
        ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
          SeededRandom own = random.fork();
          Callable<?> work =
              () -> {
                work(depot, keys, own, truncates);
                return null;
              };
          done.add(threads.submit(work));
        }
        for (Future<?> each : done) {
          each.get();
        }
        threads.shutdown();
        await().atMost(SOON).until(() -> depot.inUse() == 0);
        assertComplete(depot, keys);
        assertThat(resource(depot).integrity().damagedBlocks()).isZero();
        client.send("1 9 " + keys.manage() + " 1 42 1 30\n").expect("1 \n");
      }
    }
  }

  private static void work(TestDepot depot, Keys keys, SeededRandom random, boolean truncates) {
    RawClient client = depot.connect();
    for (int step = 0; step < STEPS; step++) {
      int offset = random.between(0, MAX - 1);
      int length = random.between(1, Math.min(MAX - offset, 150_000) + 1) - 1;
      int what = random.between(0, 9);
      if (what == 0) {
        // Broken off in the midst of the payload.
        client.send("1 13 " + keys.write() + " 1 " + offset + " " + (length + 1) + " 30\n");
        client.send(random.bytes(length)).close();
        client = depot.connect();
      } else if (what == 1 && truncates) {
        manage(client, keys, offset + 1);
      } else if (what == 2) {
        // May overlap one another.
        int half = length / 2;
        int other = random.between(0, MAX - half);
        client.send("1 33 " + keys.write() + " 1 2 " + offset + " " + (length - half) + " ");
        byte[] both = random.bytes(length);
        client.send(other + " " + half + " 30\n").send(both);
        client = answered(depot, client, length);
      } else {
        client = writeIfItFits(depot, client, keys, offset, random.bytes(length));
      }
      if (!truncates) {
        String probe = client.send("1 9 " + keys.manage() + " 1 40 3 0 0 0 30\n").readLine();
        int size = Integer.parseInt(Arrays.asList(probe.split(" ", -1)).get(3));
        client.send("1 8 " + keys.read() + " 1 0 " + size + " 30\n");
        client.expect("1 " + size + " \n").readFully(size);
      }
    }
    client.close();
  }

  private static RawClient writeIfItFits(
      TestDepot depot, RawClient client, Keys keys, int offset, byte[] bytes) {
    client.send("1 13 " + keys.write() + " 1 " + offset + " " + bytes.length + " 30\n");
    client.send(bytes);
    return answered(depot, client, bytes.length);
  }

  /** A client to go on with: the allocation may be too small for the moment. */
  private static RawClient answered(TestDepot depot, RawClient client, int length) {
    String first = client.readLine();
    String second = first.equals("1 ") ? client.readLine() : first;
    if (second.equals("-19 ")) {
      client.close();
      return depot.connect();
    }
    assertThat(second).isEqualTo("1 " + length + " ");
    return client;
  }

  private static void write(RawClient client, Keys keys, int offset, byte[] bytes) {
    client.send("1 13 " + keys.write() + " 1 " + offset + " " + bytes.length + " 30\n");
    client.send(bytes).expect("1 \n1 " + bytes.length + " \n");
  }

  private static void manage(RawClient client, Keys keys, int size) {
    client.send("1 9 " + keys.manage() + " 1 45 " + size + " 30\n").expect("1 \n");
    client.send("1 9 " + keys.manage() + " 1 45 " + MAX + " 30\n").expect("1 \n");
  }

  private static Resource resource(TestDepot depot) {
    return depot.depot().resources().all().get(0);
  }

  /** Nothing is damaged, and no counted block is without a sum. */
  private static void assertComplete(TestDepot depot, Keys keys) throws Exception {
    Resource resource = resource(depot);
    String key = keys.manage().substring(keys.manage().indexOf('#') + 1);
    CompletableFuture<AllocationHandle> found =
        resource.find(key, EnumSet.of(CapabilityKind.MANAGE));
    try (AllocationHandle handle = found.get()) {
      Verification.Step step =
          resource.data().verification().scrub(handle.allocation(), 0, 1 + MAX / (64 * 1024));
      assertThat(step.bad()).isZero();
      assertThat(step.adopted()).isZero();
      assertThat(step.done()).isTrue();
      assertThat(step.bytes()).isEqualTo(handle.allocation().committed().size());
    }
  }
}
