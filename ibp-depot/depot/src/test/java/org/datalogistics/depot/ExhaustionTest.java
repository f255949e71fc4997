package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.datalogistics.depot.TestDepot.SOON;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.depot.disk.HangingLayer;
import org.datalogistics.testkit.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that take all there is of something leave the depot alive, and able to serve others. */
class ExhaustionTest {
  @TempDir Path folder;

  @Test
  void descriptorsThatRunOutAreSurvived() {
    List<RawClient> hoard = new ArrayList<>();
    try (DepotProcess depot = DepotProcess.startWithFewDescriptors(folder, 160)) {
      try (RawClient client = depot.connect()) {
        client.send("1 4 3 30\n").expect("1 1 \n");
        for (int i = 0; i < 200; i++) {
          hoard.add(depot.connect()); // The kernel completes them, whether accepted or not.
        }
        await()
            .atMost(SOON)
            .until(
                () ->
                    depot.process().errors().stream()
                        .anyMatch(line -> line.contains("Cannot accept connections")));
        client.send("1 4 3 30\n").expect("1 1 \n");
      }
      hoard.forEach(RawClient::close);
      try (RawClient later = depot.connect()) {
        later.send("1 4 3 30\n").expect("1 1 \n");
      }
    }
  }

  @Test
  void whoSendsCommandsAndReadsNoAnswersIsNotReadForEver() throws IOException {
    try (TestDepot depot = TestDepot.start(folder);
        RawClient flood = depot.connect();
        RawClient client = depot.connect()) {
      byte[] commands =
          "1 4 5 30\n".repeat(10_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
      AtomicLong sent = new AtomicLong();
      Thread sender =
          new Thread(
              () -> {
                try {
                  while (true) {
                    flood.send(commands);
                    sent.incrementAndGet();
                  }
                } catch (UncheckedIOException closed) {
                  assertThat(closed).hasMessageContaining("cannot send");
                }
              });
      sender.start();
      long[] before = {-1};
      await()
          .pollInterval(Duration.ofMillis(500))
          .atMost(Duration.ofSeconds(20))
          .until(() -> before[0] == (before[0] = sent.get()));
      client.send("1 4 3 30\n").expect("1 1 \n");
      flood.reset();
      await().atMost(SOON).until(() -> depot.depot().connections() == 1);
    }
  }

  @Test
  void aFloodOfConnectionsIsToldToComeBackLaterAndLater() throws IOException {
    List<RawClient> flood = new ArrayList<>();
    try (TestDepot depot =
            TestDepot.start(folder, "--max-connections", "1", "--client-connections", "0");
        RawClient client = depot.connect()) {
      client.send("1 4 3 30\n").expect("1 1 \n");
      double last = 0;
      for (int i = 0; i < 100; i++) {
        RawClient next = depot.connect();
        flood.add(next);
        last = Double.parseDouble(next.readLine().substring(4));
      }
      assertThat(last).isBetween(4.0, 12.0);
      client.send("1 4 3 30\n").expect("1 1 \n");
    } finally {
      flood.forEach(RawClient::close);
    }
  }

  /** Each leaves work behind that waits for the disk: that must not pile up without an end. */
  @Test
  void clientsThatComeAndGoWhileADiskHangsAreToldToComeBackLater() throws Exception {
    HangingLayer layer = new HangingLayer();
    String[] flags = {"--disk-threads", "2", "--max-connections", "100", "--fsync", "metadata"};
    try (TestDepot depot = TestDepot.start(folder, InstantSource.system(), layer, flags);
        AutoCloseable hanging = layer::letGo;
        RawClient one = depot.connect();
        RawClient other = depot.connect()) {
      for (RawClient each : List.of(one, other)) {
        Keys keys = depot.allocate(each, 10);
        each.send("1 2 " + keys.write() + " 1 5 30\nhello");
      }
      assertThat(hanging).isNotNull();
      await().atMost(SOON).until(() -> layer.hanging() == 2);
      int limit = 256;
      while (depot.depot().waitingForDisk() < limit) {
        int before = depot.depot().waitingForDisk();
        try (RawClient client = depot.connect()) {
          client.send("1 4 5 30\n");
          await()
              .pollDelay(Duration.ZERO)
              .pollInterval(Duration.ofMillis(1))
              .until(() -> depot.depot().waitingForDisk() > before);
          client.reset();
        }
      }
      for (int i = 0; i < 10; i++) {
        try (RawClient client = depot.connect()) {
          client.send("1 4 5 30\n");
          assertThat(client.readLine()).startsWith("-66 ");
        }
      }
      assertThat(depot.depot().waitingForDisk()).isEqualTo(limit);
      layer.letGo();
      one.expect("1 \n1 5 \n");
      other.expect("1 \n1 5 \n");
      await().atMost(SOON).until(() -> depot.depot().waitingForDisk() == 0);
      one.send("1 4 5 30\n").expect("1\n");
    }
  }

  /** One that takes a long answer as fast as it can has its turn, and so have others. */
  @Test
  void aFastDownloadDoesNotKeepOthersWaiting() throws IOException, InterruptedException {
    int size = 32_000_000;
    try (TestDepot depot = TestDepot.start(folder);
        RawClient client = depot.connect()) {
      Keys keys = depot.allocate(client, size);
      client.send("1 2 " + keys.write() + " 1 " + size + " 30\n").send(new byte[size]);
      client.expect("1 \n1 " + size + " \n");
      List<Thread> greedy = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        greedy.add(
            new Thread(
                () -> {
                  try (RawClient reader = depot.connect()) {
                    for (int round = 0; round < 3; round++) {
                      reader.send("1 8 " + keys.read() + " 1 0 " + size + " 30\n");
                      reader.expect("1 " + size + " \n").readFully(size);
                    }
                  }
                }));
      }
      greedy.forEach(Thread::start);
      int answers = 0;
      while (greedy.stream().anyMatch(Thread::isAlive)) {
        client.send("1 4 3 30\n").expect("1 1 \n");
        answers++;
      }
      for (Thread each : greedy) {
        each.join();
      }
      assertThat(answers).isGreaterThan(20);
    }
  }
}
