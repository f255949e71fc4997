package org.datalogistics.unis.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.datalogistics.unis.server.http.HttpLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that ask too much or move too slowly. */
class LimitsTest {

  private static final int MIB = 1 << 20;
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir Path data;
  private UnisServer server;

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void aBodyAboveTheLimitIsRefusedBeforeItIsSent() throws IOException {
    start(limits(8, 100, 1000, 10_000, LONG));

    Http.Answer answer =
        Http.exchange(
            server.port(),
            "POST /nodes HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 1001\r\n\r\n");

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.json().path("message").asText()).contains("1000 bytes");
  }

  @Test
  void aBodyOfUnknownLengthIsRefusedWhereItPassesTheLimit() throws IOException {
    start(limits(8, 100, 1000, 10_000, LONG));
    String chunk = "3e8\r\n" + " ".repeat(1000) + "\r\n";

    Http.Answer answer =
        Http.exchange(
            server.port(),
            "POST /nodes HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                + chunk
                + chunk);

    assertThat(answer.status()).isEqualTo(413);
  }

  @Test
  void bodiesThatTogetherTakeTooMuchAreRefusedForTheMoment() throws IOException {
    start(limits(8, 100, 1000, 1500, LONG));
    String half =
        "POST /nodes HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n" + " ".repeat(900);
    try (Socket first = Http.connect(server.port());
        Socket second = Http.connect(server.port())) {
      first.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
      await()
          .untilAsserted(
              () ->
                  assertThat(Http.post(server.port(), "/nodes", " ".repeat(700) + "{}").status())
                      .isEqualTo(503));
      second
          .getOutputStream()
          .write("GET /about HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(Http.read(second.getInputStream()).status()).isEqualTo(200);

      first.getOutputStream().write((" ".repeat(98) + "{}").getBytes(StandardCharsets.US_ASCII));
      assertThat(Http.read(first.getInputStream()).status()).isEqualTo(201);
    }
    assertThat(Http.post(server.port(), "/nodes", " ".repeat(700) + "{}").status()).isEqualTo(201);
  }

  @Test
  void slowSendersHoldNoThread() throws IOException {
    start(limits(2, 100, MIB, MIB, LONG));
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Socket socket = Http.connect(server.port());
      String part =
          i % 2 == 0
              ? "POST /nodes HTTP/1.1\r\nHo"
              : "POST /nodes HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\n{";
      socket.getOutputStream().write(part.getBytes(StandardCharsets.US_ASCII));
      slow.add(socket);
    }

    assertThat(Http.get(server.port(), "/about").status()).isEqualTo(200);

    for (Socket socket : slow) {
      socket.close();
    }
  }

  @Test
  void slowReadersHoldNoThreadAndTheirAnswersWaitOnDisk() throws IOException {
    start(limits(2, 100, 64 * MIB, 64 * MIB, LONG));
    String one = "{\"properties\":{\"x\":\"" + "y".repeat(MIB) + "\"}}";
    String many = "[" + (one + ",").repeat(15) + one + "]";
    assertThat(Http.post(server.port(), "/nodes", many).status()).isEqualTo(201);
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < 3; i++) { // one more than there are workers
      Socket socket = Http.connect(server.port());
      socket
          .getOutputStream()
          .write("GET /nodes HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      slow.add(socket);
    }

    await().untilAsserted(() -> assertThat(temporaryFiles()).isEqualTo(3));
    assertThat(Http.get(server.port(), "/about").status()).isEqualTo(200);

    assertThat(Http.read(slow.get(0).getInputStream()).body()).hasSizeGreaterThan(16 * MIB);
    for (Socket socket : slow) {
      socket.close();
    }
    await().untilAsserted(() -> assertThat(temporaryFiles()).isZero());
  }

  @Test
  void connectionsOnWhichNothingMovesAreClosed() throws IOException {
    start(limits(2, 100, MIB, MIB, SHORT));
    for (String part :
        new String[] {
          "", "GET /nodes HT", "POST /nodes HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\n{"
        }) {
      try (Socket socket = Http.connect(server.port())) {
        socket.getOutputStream().write(part.getBytes(StandardCharsets.US_ASCII));
        assertThat(readsToTheEnd(socket)).as(part).isTrue();
      }
    }
  }

  @Test
  void aHeadThatDripsIsCutOffAtTheDeadline() throws IOException {
    start(limits(2, 100, MIB, MIB, SHORT));
    try (Socket socket = Http.connect(server.port())) {
      OutputStream out = socket.getOutputStream();
      await()
          .pollInterval(Duration.ofMillis(20))
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                try {
                  out.write('G');
                  return false;
                } catch (SocketException cut) {
                  return true;
                }
              });
    }
  }

  @Test
  void moreConnectionsThanAllowedAreClosedAtOnce() throws IOException {
    start(limits(2, 3, MIB, MIB, LONG));
    List<Socket> allowed = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Socket socket = Http.connect(server.port());
      socket
          .getOutputStream()
          .write("GET /about HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      Http.read(socket.getInputStream());
      allowed.add(socket);
    }
    try (Socket tooMany = Http.connect(server.port())) {
      assertThat(readsToTheEnd(tooMany)).isTrue();
    }
    allowed.get(0).close();
    await()
        .untilAsserted(() -> assertThat(Http.get(server.port(), "/about").status()).isEqualTo(200));
    for (Socket socket : allowed) {
      socket.close();
    }
  }

  @Test
  void deepAndManyPartedBodiesAreRefused() throws IOException {
    start(limits(2, 100, 64 * MIB, 64 * MIB, LONG));

    assertThat(Http.post(server.port(), "/nodes", "[".repeat(100_000)).status()).isIn(400, 413);
    assertThat(Http.post(server.port(), "/nodes", "[" + "[],".repeat(6 * MIB) + "[]]").status())
        .isEqualTo(413);
  }

  private void start(HttpLimits limits) throws IOException {
    server = new UnisServer(UnisConfig.in(data).at("127.0.0.1", 0), InstantSource.system(), limits);
    server.start();
  }

  private static HttpLimits limits(
      int workers, int connections, long body, long bodies, Duration idle) {
    return new HttpLimits(workers, connections, MIB / 8, body, bodies, 1024L * MIB, idle, LONG);
  }

  private long temporaryFiles() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("tmp"))) {
      return files.count();
    }
  }

  private static boolean readsToTheEnd(Socket socket) throws IOException {
    try {
      return socket.getInputStream().readAllBytes().length == 0;
    } catch (SocketException reset) {
      return true;
    }
  }
}
