package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.datalogistics.depot.TestDepot.SOON;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.testkit.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many idle and many busy connections at a process with little memory. With the system property
 * {@code dlt.load} as many as a depot must bear: 2000 idle and 200 busy ones at 256 MiB.
 */
class LoadTest {
  private static final boolean FULL = Boolean.getBoolean("dlt.load");
  private static final int IDLE = FULL ? 2000 : 300;
  private static final int BUSY = FULL ? 200 : 50;
  private static final int ROUNDS = FULL ? 20 : 3;
  private static final String MEMORY = FULL ? "-Xmx256m" : "-Xmx64m";
  private static final int LARGEST = 1_500_000;

  @TempDir Path folder;

  @Test
  @Timeout(300)
  void idleConnectionsStayAndBusyOnesAllFinish() throws Exception {
    List<RawClient> idle = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(BUSY);
    try (DepotProcess depot = DepotProcess.start(folder, MEMORY)) {
      for (int i = 0; i < IDLE; i++) {
        idle.add(depot.connect());
      }
      List<Callable<Integer>> work = new ArrayList<>();
      for (int i = 0; i < BUSY; i++) {
        int seed = i;
        work.add(() -> transfer(depot.port(), new Random(seed)));
      }
      for (Future<Integer> done : threads.invokeAll(work)) {
        assertThat(done.get()).isEqualTo(ROUNDS);
      }
      for (RawClient each : idle) {
        each.send("1 4 3 30\n").expect("1 1 \n");
      }
      assertThat(depot.process().errors()).noneMatch(line -> line.contains("OutOf"));
      await().atMost(SOON).until(() -> depot.usedSpace() == 0);
    } finally {
      threads.shutdownNow();
      idle.forEach(RawClient::close);
    }
  }

  @Test
  @Timeout(120)
  void answersThatNobodyTakesDoNotTakeTheMemoryOfOthers() {
    int size = 4_000_000;
    List<RawClient> lazy = new ArrayList<>();
    try (DepotProcess depot = DepotProcess.start(folder, "-Xmx64m");
        RawClient client = depot.connect()) {
      Keys keys = Keys.of(client.send("1 1 1 2 1 3600 " + size + " 30\n").readLine(), depot.port());
      client.send("1 2 " + keys.write() + " 1 " + size + " 30\n").send(new byte[size]);
      client.expect("1 \n1 " + size + " \n");
      for (int i = 0; i < 300; i++) {
        lazy.add(depot.connect());
        lazy.get(i).send("1 24 4 1000 " + keys.read() + " 1 0 " + size + " 60\n");
      }
      for (RawClient each : lazy) {
        each.expect("1 " + size + " \n");
      }
      client.send("1 8 " + keys.read() + " 1 0 " + size + " 30\n");
      client.expect("1 " + size + " \n").expect(new byte[size]);
      assertThat(depot.process().errors()).noneMatch(line -> line.contains("OutOf"));
    } finally {
      lazy.forEach(RawClient::close);
    }
  }

  private static int transfer(int port, Random random) {
    byte[] payload = new byte[LARGEST];
    random.nextBytes(payload);
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    int rounds = 0;
    try (RawClient client = RawClient.connect(address, Duration.ofMinutes(2))) {
      while (rounds < ROUNDS) {
        int size = 1 + random.nextInt(LARGEST);
        byte[] part = java.util.Arrays.copyOf(payload, size);
        Keys keys = Keys.of(client.send("1 1 1 2 1 3600 " + size + " 120\n").readLine(), port);
        client.send("1 2 " + keys.write() + " 1 " + size + " 120\n").send(part);
        client.expect("1 \n1 " + size + " \n");
        client.send("1 8 " + keys.read() + " 1 0 " + size + " 120\n");
        client.expect("1 " + size + " \n").expect(part);
        int digests = size / 65536 + (size % 65536 == 0 ? 0 : 1);
        client.send("1 24 4 65536 " + keys.read() + " 1 0 " + size + " 120\n");
        client.expect("1 " + size + " \n").readFully(size + digests * 32);
        client.send("1 9 " + keys.manage() + " 1 42 1 120\n").expect("1 \n");
        rounds++;
      }
    }
    return rounds;
  }
}
