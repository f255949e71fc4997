package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.testkit.RawClient;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededRandomExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The depot is killed while many clients write, overwrite and leave holes in one allocation:
 * afterwards no checksum is wrong, so that everything can be read.
 */
@ExtendWith(SeededRandomExtension.class)
class SharedCrashTest {
  private static final int ROUNDS = Integer.getInteger("dlt.crash.shared.rounds", 4);
  private static final int WORKERS = 4;
  private static final int MAX = 1_000_000;

  @TempDir Path folder;

  @Test
  void noChecksumIsWrongAfterAKill(SeededRandom random) throws InterruptedException {
    Keys keys = null;
    for (int round = 0; round <= ROUNDS; round++) {
      try (DepotProcess depot = DepotProcess.start(folder, "-Xmx128m")) {
        try (RawClient client = depot.connect()) {
          if (keys == null) {
            String answer = client.send("1 1 1 2 1 3600 " + MAX + " 30\n").readLine();
            keys = Keys.of(answer, depot.port());
          }
          verify(client, keys);
          int left = random.between(1, MAX / 2); // Room for new holes.
          client.send("1 9 " + keys.manage() + " 1 45 " + left + " 30\n").expect("1 \n");
          client.send("1 9 " + keys.manage() + " 1 45 " + MAX + " 30\n").expect("1 \n");
        }
        if (round < ROUNDS) {
          workAndKill(depot, keys, random);
        }
      }
    }
  }

  private static void workAndKill(DepotProcess depot, Keys keys, SeededRandom random)
      throws InterruptedException {
    AtomicInteger done = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      SeededRandom own = random.fork();
      threads.add(new Thread(() -> work(depot, keys, own, done)));
    }
    threads.forEach(Thread::start);
    int enough = random.between(10, 150);
    await().pollInterval(Duration.ofMillis(1)).until(() -> done.get() >= enough);
    depot.kill9();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void work(DepotProcess depot, Keys keys, SeededRandom random, AtomicInteger done) {
    try (RawClient client = depot.connect()) {
      while (true) {
        int offset = random.between(0, MAX - 1);
        int length = random.between(1, Math.min(MAX - offset, 300_000));
        client.send("1 13 " + keys.write() + " 1 " + offset + " " + length + " 30\n");
        client.send(random.bytes(length)).expect("1 \n1 " + length + " \n");
        done.incrementAndGet();
      }
    } catch (AssertionError | UncheckedIOException killed) {
      return; // The kill.
    }
  }

  private static void verify(RawClient client, Keys keys) {
    String probe = client.send("1 9 " + keys.manage() + " 1 40 3 0 0 0 30\n").readLine();
    int size = Integer.parseInt(Arrays.asList(probe.split(" ", -1)).get(3));
    client.send("1 32 " + keys.manage() + " 1 0 30\n").expect("1 0\n");
    client.send("1 8 " + keys.read() + " 1 0 " + size + " 30\n").expect("1 " + size + " \n");
    assertThat(client.readFully(size)).hasSize(size);
  }
}
