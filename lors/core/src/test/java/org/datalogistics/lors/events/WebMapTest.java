package org.datalogistics.lors.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.TransferEvent;
import org.junit.jupiter.api.Test;

class WebMapTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final DepotAddress DEPOT = new DepotAddress("d.example.org", 6714);
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(1234));

  private static TransferEvent stored(long offset) {
    return new TransferEvent.Stored(new ByteRange(offset, 100), DEPOT);
  }

  @Test
  void framesAreThoseOfTheClassicClient() throws IOException {
    try (MapServer server = new MapServer(false)) {
      try (WebMap map = new WebMap(server.url(), clock, warnings::add);
          WebMap.Session session = map.session(ID, "a \"b\"", 200, 8)) {
        session.onEvent(stored(0));
        session.onEvent(new TransferEvent.Progress(100));
        session.onEvent(new TransferEvent.Loaded(new ByteRange(100, 100), DEPOT));
      }

      assertThat(server.request()).startsWith("GET /socket.io/?transport=websocket ");
      await().until(() -> server.frames().size() >= 4);
      assertThat(server.frames()).hasSize(4).allMatch(frame -> frame.startsWith("42["));
      ObjectMapper json = new ObjectMapper();
      JsonNode register = json.readTree(server.frames().get(0).substring(2));
      assertThat(register)
          .isEqualTo(
              json.readTree(
                  """
                  ["peri_download_register", {"sessionId": "0123456789abcdef0123456789abcdef",
                   "filename": "a \\"b\\"", "size": 200, "connections": 8, "timestamp": 1234}]"""));
      assertThat(json.readTree(server.frames().get(1).substring(2)))
          .isEqualTo(
              json.readTree(
                  """
                  ["peri_download_pushdata", {"sessionId": "0123456789abcdef0123456789abcdef",
                   "host": "d.example.org", "offset": 0, "length": 100, "timestamp": 1234}]"""));
      assertThat(server.frames().get(3)).contains("peri_download_clear").contains(ID);
    }
    assertThat(warnings).isEmpty();
  }

  @Test
  void aMapThatIsNotThereCostsAWarningAndNoTime() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    long start = System.nanoTime();
    try (WebMap map = new WebMap(URI.create("http://127.0.0.1:" + port), clock, warnings::add);
        WebMap.Session session = map.session(ID, "f", 1, 1)) {
      session.onEvent(stored(0));
    }

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    assertThat(warnings).hasSize(1).first().asString().contains("is not told what happens");
  }

  @Test
  void aMapThatReadsNothingLosesEventsAndHoldsNobodyUp() throws IOException {
    try (MapServer server = new MapServer(true)) {
      long start = System.nanoTime();
      try (WebMap map = new WebMap(server.url(), clock, warnings::add);
          WebMap.Session session = map.session(ID, "f", 1, 1)) {
        for (int i = 0; i < 200_000; i++) {
          session.onEvent(stored(i));
        }
      }

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
      assertThat(warnings).isNotEmpty().hasSizeLessThanOrEqualTo(2);
      assertThat(warnings.get(0)).contains("is slow: it is not told everything");
    }
  }

  @Test
  void onlyPlainHttpIsSpoken() {
    assertThatThrownBy(() -> new WebMap(URI.create("https://h"), clock, warnings::add))
        .hasMessageContaining("http://host:port");
  }
}
