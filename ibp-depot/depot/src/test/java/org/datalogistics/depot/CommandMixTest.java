package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.datalogistics.depot.TestDepot.SOON;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.datalogistics.testkit.RawClient;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededRandomExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands of all kinds with real keys and odd numbers, several clients at once: none is a fault of
 * the depot ({@code -24}), and nothing stays in use.
 */
@ExtendWith(SeededRandomExtension.class)
class CommandMixTest {
  private static final int CLIENTS = 4;
  private static final int BATCHES = Integer.getInteger("dlt.mix.batches", 60);

  @TempDir Path folder;

  private final List<TestDepot.Keys> keys = new ArrayList<>();
  private final AtomicInteger answered = new AtomicInteger();

  @Test
  @Timeout(value = 300, unit = TimeUnit.SECONDS)
  void noCommandIsAFaultOfTheDepot(SeededRandom random) throws IOException, InterruptedException {
    try (TestDepot depot = TestDepot.start(folder, "--scrub-rate", "0")) {
      try (RawClient client = depot.connect()) {
        for (String line :
            List.of("1 1 1 2 1", "29 4 16 1 2 1", "1 1 1 1 2", "1 1 1 2 3", "1 1 1 2 4")) {
          String request = line.startsWith("29") ? "1 " + line : line;
          keys.add(depot.allocate(client, request + " 3600 3000 30\n"));
        }
        client.send("1 14 " + keys.get(0).manage() + " 0 10 2000 0 30\n");
        keys.add(TestDepot.Keys.of(client.readLine(), depot.port()));
      }
      List<Thread> threads = new ArrayList<>();
      List<String> faults = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        SeededRandom own = random.fork();
        Thread thread = new Thread(() -> run(depot.port(), own, faults));
        thread.start();
        threads.add(thread);
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(faults).isEmpty();
      assertThat(answered.get()).isGreaterThan(CLIENTS * BATCHES / 4);
      await().atMost(SOON).until(() -> depot.inUse() == 0);
    }
  }

  private void run(int port, SeededRandom random, List<String> faults) {
    for (int i = 0; i < BATCHES; i++) {
      StringBuilder batch = new StringBuilder();
      for (int j = random.between(1, 4); j > 0; j--) {
        batch.append(command(random));
      }
      String answer;
      try {
        answer = ask(port, batch.toString());
      } catch (SocketTimeoutException e) {
        answer = "-24 nothing within 20 s";
      } catch (IOException e) {
        continue; // Reset: the depot closed with input unread.
      }
      answered.addAndGet(answer.startsWith("1") ? 1 : 0);
      if (answer.contains("-24 ")) {
        synchronized (faults) {
          faults.add(batch + "\n=> " + answer);
        }
      }
    }
  }

  private static String ask(int port, String text) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(answer);
      return answer.toString(StandardCharsets.ISO_8859_1);
    }
  }

  private String command(SeededRandom random) {
    TestDepot.Keys one = random.pick(keys);
    TestDepot.Keys other = random.pick(keys);
    String read = " " + one.read() + " 0 ";
    String write = " " + one.write() + " 0 ";
    String manage = " " + one.manage() + " 0 ";
    long a = number(random);
    long b = number(random);
    int length = random.between(0, 200);
    String payload = "x".repeat(length);
    String digests = random.pick(" 1 7", " 2 100", " 3 64", " 4 16");
    String digested = "x".repeat(random.between(0, 300));
    String copy = one.read() + " " + other.capabilities().get(1) + " 0 ";
    String pull = one.write() + " " + other.capabilities().get(0) + " 0 ";
    return switch (random.between(0, 27)) {
      case 0, 1 -> "1 2" + write + length + " 1\n" + payload;
      case 2, 3 -> "1 13" + write + a + " " + length + " 1\n" + payload;
      case 4, 5 -> "1 8" + read + a + " " + b + " 1\n";
      case 6 -> "1 33" + write + "2 " + a + " " + length + " " + b + " 0 1\n" + payload;
      case 7 -> "1 35" + read + "3 " + a + " " + length + " 0 1 " + b + " 2 1\n";
      case 8 -> "1 24" + digests + read + a + " " + length + " 1\n";
      case 9 -> "1 36" + digests + read + "2 " + a + " " + length + " 0 2 1\n";
      case 10 -> "1 28" + digests + write + length + " 1\n" + digested;
      case 11 -> "1 27" + digests + write + a + " " + length + " 1\n" + digested;
      case 12 -> "1 9" + random.pick(read, write, manage) + "40 1\n";
      case 13 -> "1 9" + manage + "41 " + random.between(1, 2) + " 1\n";
      case 14 -> "1 9" + manage + "43 3 " + random.between(2000, 4000) + " 3600 -1 1\n";
      case 15 -> "1 9" + manage + "45 " + random.between(2000, 4000) + " 1\n";
      case 16 -> "1 5 " + copy + a + " " + length + " 1 1 1\n";
      case 17 -> "1 20 1 " + copy + a + " " + b + " " + length + " 1 1 1\n";
      case 18 -> "1 21 1 " + pull + a + " " + b + " " + length + " 1 1 1\n";
      case 19 -> "1 22" + digests + " 1 " + copy + a + " " + b + " " + length + " 1 1 1\n";
      case 20 -> "1 14" + manage + a + " " + length + " 60 1\n";
      case 21 -> "1 15" + manage + "40 3 1\n";
      case 22 -> "1 15" + manage + "43 3 10 " + length + " 0 " + other.manage() + " 0 1\n";
      case 23 -> "1 31" + manage + random.between(0, 1) + " 1\n";
      case 24 -> "1 32" + manage + random.between(0, 1) + " 1\n";
      case 25 -> "1 18" + manage + "2 " + random.between(1, 4) + " 60 1 1\n";
      case 26 -> random.chance(0.05) ? "1 19" + manage + other.manage() + " 0 1\n" : "1 4 3 1\n";
      default -> random.pick("1 4 5 1\n", "1 4 1 1 ibp 1\n", "1 97 1 0 0 5 1\n", "1 93 1 1\n");
    };
  }

  private static long number(SeededRandom random) {
    return random.pick(
        0L, 1L, -1L, 15L, 16L, 17L, 100L, 1999L, 2990L, 3000L, 4096L, 1L << 40, Long.MAX_VALUE);
  }
}
