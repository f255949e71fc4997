package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.datalogistics.depot.TestDepot.SOON;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.testkit.RawClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The depot as a process with little memory, and many clients that want much of it. */
class MemoryTest {
  private static final int CLIENTS = 300;

  @TempDir Path folder;
  private DepotProcess depot;

  @BeforeEach
  void start() {
    depot = DepotProcess.start(folder, "-Xmx256m");
  }

  @AfterEach
  void stop() {
    assertThat(depot.process().errors()).noneMatch(line -> line.contains("OutOf"));
    depot.close();
  }

  private Keys allocate(RawClient client, int size) {
    return Keys.of(client.send("1 1 1 2 1 3600 " + size + " 30\n").readLine(), depot.port());
  }

  private static void all(int count, Callable<Void> each) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      List<Callable<Void>> work = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        work.add(each);
      }
      for (Future<Void> done : threads.invokeAll(work)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private RawClient patient() {
    return RawClient.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), depot.port()),
        Duration.ofSeconds(60));
  }

  @Test
  @Timeout(120)
  void threeHundredClientsUploadAtOnce() throws Exception {
    byte[] payload = new byte[2_000_000];
    all(
        CLIENTS,
        () -> {
          try (RawClient client = patient()) {
            Keys keys = allocate(client, payload.length);
            client.send("1 2 " + keys.write() + " 1 " + payload.length + " 60\n").send(payload);
            client.expect("1 \n1 " + payload.length + " \n");
          }
          return null;
        });
  }

  @Test
  @Timeout(120)
  void threeHundredClientsSendAheadWhileTheyWaitForTheirTurn() throws Exception {
    byte[] payload = new byte[1_000_000];
    try (RawClient first = patient()) {
      Keys keys = allocate(first, payload.length * CLIENTS + 1);
      first.send("1 2 " + keys.write() + " 1 1 60\n").expect("1 \n");
      Thread starter =
          new Thread(
              () -> {
                first.expectSilence(Duration.ofSeconds(3));
                first.send("x").expect("1 1 \n");
              });
      starter.start();
      all(
          CLIENTS,
          () -> {
            try (RawClient client = patient()) {
              client.send("1 2 " + keys.write() + " 1 " + payload.length + " 60\n").send(payload);
              client.expect("1 \n1 " + payload.length + " \n");
            }
            return null;
          });
      starter.join();
    }
  }

  private boolean answersLongLine(String half) {
    try (RawClient client = patient()) {
      return client.send(half + "\n").readLine().equals("1 1 ");
    }
  }

  @Test
  @Timeout(120)
  void manyHalfLinesDoNotTakeTheMemoryOfOthers() {
    List<RawClient> hostile = new ArrayList<>();
    String half = "1 4 3 30" + " ".repeat(204_700);
    for (int i = 0; i < 2000; i++) {
      hostile.add(patient());
      try {
        hostile.get(i).send(half);
      } catch (UncheckedIOException turnedAway) {
        assertThat(turnedAway).hasMessageContaining("cannot send");
      }
    }
    try (RawClient client = patient()) {
      Keys keys = allocate(client, 1_000_000);
      client.send("1 2 " + keys.write() + " 1 1000000 30\n").send(new byte[1_000_000]);
      client.expect("1 \n1 1000000 \n");
    }
    hostile.forEach(RawClient::close);
    try (RawClient client = patient()) {
      await().atMost(SOON).until(() -> answersLongLine(half));
      client.send("1 4 3 30\n").expect("1 1 \n").endOutput().expectEof(SOON);
    }
  }
}
