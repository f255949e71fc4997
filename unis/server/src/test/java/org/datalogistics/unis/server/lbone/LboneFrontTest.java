package org.datalogistics.unis.server.lbone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.datalogistics.testkit.RawClient;
import org.datalogistics.unis.server.store.DocumentStore;
import org.datalogistics.unis.server.store.StoreOptions;
import org.datalogistics.unis.server.store.factory.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the port does with clients that do not behave. */
class LboneFrontTest {
  private static final String COUNT = "     0.0.1         3";
  private static final String NO_DEPOTS = "%-10d%-16d%-16d".formatted(1, 0, 0);

  @TempDir Path folder;
  private DocumentStore store;

  @BeforeEach
  void open() {
    store = Stores.open(folder.resolve("store").toString(), StoreOptions.DEFAULT);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private LboneFront front(LboneLimits limits) throws IOException {
    LboneFront front = new LboneFront("127.0.0.1", 0, store, InstantSource.system(), limits);
    front.start();
    return front;
  }

  private static LboneLimits limits(int connections, long memory, int requestMillis) {
    return new LboneLimits(
        connections,
        memory,
        Duration.ofMillis(requestMillis),
        Duration.ofMillis(500),
        Duration.ofMillis(200));
  }

  @Test
  void aClientThatSaysNothingIsCutOff() throws IOException {
    try (LboneFront front = front(limits(10, 1 << 20, 200));
        RawClient silent = RawClient.connect(front.port());
        RawClient half = RawClient.connect(front.port())) {
      half.send("     0.0.1    ");

      silent.expectClosed(Duration.ofSeconds(5));
      half.expectClosed(Duration.ofSeconds(5));
    }
  }

  @Test
  void idleConnectionsKeepNobodyFromAnAnswer() throws IOException {
    List<RawClient> idle = new ArrayList<>();
    try (LboneFront front = front(limits(101, 1 << 20, 30_000))) {
      for (int i = 0; i < 100; i++) {
        idle.add(RawClient.connect(front.port()));
      }
      try (RawClient client = RawClient.connect(front.port())) {
        client.send(COUNT).expect(NO_DEPOTS);
      }
      assertThat(threads()).isLessThanOrEqualTo(3);
    } finally {
      idle.forEach(RawClient::close);
    }
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("lbone"))
        .count();
  }

  @Test
  void moreConnectionsThanAllowedAreClosedAndPlacesComeFreeAgain() throws IOException {
    try (LboneFront front = front(limits(2, 1 << 20, 30_000))) {
      try (RawClient first = RawClient.connect(front.port());
          RawClient second = RawClient.connect(front.port())) {
        first.send("    ");
        second.send("    ");
        try (RawClient third = RawClient.connect(front.port())) {
          third.expectClosed(Duration.ofSeconds(5));
        }
      }
      await()
          .untilAsserted(
              () -> {
                try (RawClient client = RawClient.connect(front.port())) {
                  client.send(COUNT).expect(NO_DEPOTS);
                }
              });
    }
  }

  @Test
  void aClientThatDoesNotGoAfterItsAnswerIsCutOff() throws IOException {
    try (LboneFront front = front(limits(10, 1 << 20, 5_000));
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), front.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(COUNT.getBytes(ISO_8859_1));
      assertThat(socket.getInputStream().readNBytes(42)).hasSize(42);
      assertThat(socket.getInputStream().read()).isEqualTo(-1);

      await()
          .untilAsserted(
              () ->
                  assertThat(writeFails(socket))
                      .as("the server has closed its side for reading too")
                      .isTrue());
    }
  }

  private static boolean writeFails(Socket socket) {
    try {
      socket.getOutputStream().write(new byte[100]);
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void aQuestionThatNeedsMoreMemoryThanThereIsIsRefused() throws IOException {
    String between = "0.0.1     5         2         500       500       ";
    try (LboneFront front = front(limits(10, 1 << 20, 5_000));
        RawClient client = RawClient.connect(front.port())) {
      client.send(between).expect("2         -1110     ");
    }
    try (LboneFront front = front(limits(10, 16 << 20, 300));
        RawClient client = RawClient.connect(front.port())) {
      client.send(between);
      client.expectClosed(Duration.ofSeconds(5));
      try (RawClient second = RawClient.connect(front.port())) {
        // What the first one had reserved is free again.
        second.send(between + " ".repeat(10)).expectClosed(Duration.ofSeconds(5));
      }
    }
  }

  @Test
  void answersThatWaitForTheirReadersShareTheMemory() throws IOException {
    for (int i = 0; i < 10; i++) {
      store.insert(
          "services",
          List.of(
              new ObjectMapper()
                  .createObjectNode()
                  .put("id", "d" + i)
                  .put("ts", 1)
                  .put("serviceType", "ibp_server")
                  .put("accessPoint", "ibp://d" + i + ".example.org:6714")));
    }
    String all = "     0.0.1         1        -1         0         0        -1";
    String request = all + "NULL" + "\0".repeat(512 - all.length() - 4);
    try (LboneFront front = front(limits(10, 1000, 5_000));
        RawClient client = RawClient.connect(front.port())) {
      client.send(request).expect("2         -1110     ");
    }
    try (LboneFront front = front(limits(10, 3000, 5_000))) {
      for (int i = 0; i < 3; i++) {
        try (RawClient client = RawClient.connect(front.port())) {
          client.send(request).expect("1         10        ");
          client.readFully(10 * 266);
        }
      }
    }
  }

  @Test
  void aStoreThatIsClosedIsAnErrorToTheClient() throws IOException {
    try (LboneFront front = front(LboneLimits.DEFAULT);
        RawClient client = RawClient.connect(front.port())) {
      store.insert(
          "services", List.of(new ObjectMapper().createObjectNode().put("id", "a").put("ts", 1)));
      store.close();

      client.send(COUNT).expect("2         -1113     ");
    }
  }

  @Test
  void closingEndsConnectionsAndThreadsAndMayBeRepeated() throws IOException {
    LboneFront front = front(LboneLimits.DEFAULT);
    try (RawClient client = RawClient.connect(front.port())) {
      front.close();
      front.close();

      client.expectClosed(Duration.ofSeconds(5));
    }
  }
}
