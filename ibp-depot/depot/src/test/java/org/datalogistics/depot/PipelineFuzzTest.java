package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.testkit.RawClient;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a client sends, cut anywhere: the connection ends in time, nothing inside fails, nothing
 * stays in use or in memory, and the next client is served.
 */
class PipelineFuzzTest {
  /** Of one command; there may be several that wait. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Duration SOON = Duration.ofSeconds(30);

  /** What the depot says when something failed that must not: no one broke its disk. */
  private static final Pattern FAILURE = Pattern.compile("(^|\n)-(14|15|16|17|24) ");

  private static final String[] TYPES = {"1 1 1 2 1", "1 1 1 2 3", "1 1 1 2 4", "1 1 1 1 2"};

  @TempDir static Path folder;
  private static TestDepot depot;

  @BeforeAll
  static void start() throws IOException {
    Path made = folder == null ? Files.createTempDirectory("depot-fuzz") : folder;
    depot =
        TestDepot.start(
            made,
            "--resource",
            "id=1,path=" + made.resolve("r1") + ",size=1t,trash-deleted=0,trash-expired=0",
            "--request-timeout",
            "1s",
            "--max-timeout",
            PATIENCE.toSeconds() + "s",
            "--idle-timeout",
            "2s",
            "--access",
            "internal=local");
  }

  @AfterAll
  static void stop() throws IOException {
    depot.close();
  }

  /** Only when asked for, as it instruments every class of the whole run. */
  @EnabledIfEnvironmentVariable(named = "JAZZER_FUZZ", matches = ".+")
  @FuzzTest(maxDuration = "10m")
  void anyBytes(byte[] data) throws IOException, InterruptedException {
    BugDetectors.allowNetworkConnections(
        (host, port) -> host.equals("localhost") || host.startsWith("127."));
    check(data);
  }

  @Test
  void savedInputs() throws IOException, InterruptedException, URISyntaxException {
    Path saved =
        Path.of(PipelineFuzzTest.class.getResource("PipelineFuzzTestInputs/anyBytes").toURI());
    try (Stream<Path> all = Files.list(saved)) {
      for (Path each : all.sorted().toList()) {
        check(Files.readAllBytes(each));
      }
    }
  }

  @SeededTest(cases = 60)
  void streamsOfRequestsAndGarbage(SeededRandom random) throws IOException, InterruptedException {
    check(random.bytes(random.between(1, 250)));
  }

  private static void check(byte[] data) throws IOException, InterruptedException {
    if (data.length == 0 || data.length > 400) {
      return; // Longer ones only take longer.
    }
    List<byte[]> pieces = new FuzzedStream(data, allocate()).pieces();
    play(pieces, data[0] & 7, PATIENCE.multipliedBy(3L + data.length / 4));
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(2))
        .untilAsserted(
            () -> {
              assertThat(depot.depot().connections()).isZero();
              assertThat(depot.inUse()).isZero();
              assertThat(depot.depot().memoryHeld()).isZero();
            });
  }

  /** One of each kind, with something in it; that this works shows that the depot still does. */
  private static List<Keys> allocate() {
    List<Keys> keys = new ArrayList<>();
    try (RawClient client = depot.connect()) {
      for (String type : TYPES) {
        keys.add(depot.allocate(client, type + " 60 200000 30\n"));
      }
      keys.add(depot.allocate(client, "1 29 4 4096 1 2 1 60 200000 30\n"));
      for (Keys each : keys) {
        client.send("1 2 " + each.write() + " 1 5 30\nhello").expect("1 \n1 5 \n");
      }
      keys.add(depot.allocate(client, "1 14 " + keys.get(0).manage() + " 1 3 70000 0 30\n"));
    }
    return keys;
  }

  private static void play(List<byte[]> pieces, int ending, Duration patience)
      throws IOException, InterruptedException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), depot.port());
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) patience.toMillis());
      ByteArrayOutputStream answers = new ByteArrayOutputStream();
      List<Throwable> failures = new ArrayList<>();
      Thread reader = new Thread(() -> read(socket, answers, failures));
      reader.start();
      try {
        for (byte[] piece : pieces) {
          socket.getOutputStream().write(piece);
        }
        if (ending == 0) {
          socket.setSoLinger(true, 0);
          socket.close();
        } else if (ending == 1) {
          socket.close();
        } else {
          socket.shutdownOutput();
        }
      } catch (SocketException closedByTheDepot) {
        assertThat(closedByTheDepot).isNotNull();
      }
      reader.join();
      assertThat(failures).isEmpty();
      assertThat(answers.toString(StandardCharsets.ISO_8859_1)).doesNotContainPattern(FAILURE);
    } finally {
      socket.close();
    }
  }

  private static void read(Socket socket, ByteArrayOutputStream answers, List<Throwable> failures) {
    byte[] bytes = new byte[65_536];
    try {
      for (int n = 0; n >= 0; n = socket.getInputStream().read(bytes)) {
        answers.write(bytes, 0, n);
      }
    } catch (SocketException reset) {
      return; // By either side.
    } catch (IOException e) {
      failures.add(e); // It stays open too long.
    }
  }
}
