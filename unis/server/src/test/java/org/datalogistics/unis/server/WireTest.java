package org.datalogistics.unis.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients really put on the wire (UNIS spec 3.1, 6.3, 16). */
class WireTest {

  @RegisterExtension static final RunningUnis UNIS = new RunningUnis();

  @Test
  void aGetMayHaveABody() throws IOException {
    assertThat(Http.sendBody(UNIS.port(), "GET", "/nodes/none", "null").body()).isEqualTo("[]");
    assertThat(Http.sendBody(UNIS.port(), "DELETE", "/nodes/none", "null").status()).isEqualTo(204);
  }

  @Test
  void aConnectionServesManyRequestsAlsoAfterUnreadBodies() throws IOException {
    String get = "GET /nodes/none HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nnull";
    try (Socket socket = Http.connect(UNIS.port())) {
      for (int i = 0; i < 300; i++) {
        socket.getOutputStream().write(get.getBytes(StandardCharsets.US_ASCII));
        assertThat(Http.read(socket.getInputStream()).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void noRequestIsLostBehindABodyThatCameInASegmentOfItsOwn() throws IOException {
    try (Socket socket = Http.connect(UNIS.port())) {
      OutputStream out = socket.getOutputStream();
      for (int i = 0; i < 300; i++) {
        out.write(
            "PUT /nodes/none HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        out.write("{}".getBytes(StandardCharsets.US_ASCII));
        assertThat(Http.read(socket.getInputStream()).status()).isEqualTo(404);
        out.write(
            "GET /nodes/none HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(Http.read(socket.getInputStream()).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() throws IOException {
    try (Socket socket = Http.connect(UNIS.port())) {
      String two =
          "GET /about HTTP/1.1\r\nHost: h\r\n\r\nGET /nosuch HTTP/1.1\r\nHost: h\r\n\r\nGET /nodes/none HTTP/1.1\r\nHost: h\r\n\r\n";
      socket.getOutputStream().write(two.getBytes(StandardCharsets.US_ASCII));

      assertThat(Http.read(socket.getInputStream()).body()).contains("uid");
      assertThat(Http.read(socket.getInputStream()).status()).isEqualTo(404);
      assertThat(Http.read(socket.getInputStream()).body()).isEqualTo("[]");
    }
  }

  @Test
  void aBodyMayComeByteByByte() throws IOException {
    String body = "{\"id\":\"bytewise\",\"name\":\"written one byte per segment\"}";
    String head =
        "POST /nodes HTTP/1.1\r\nHost: h\r\nContent-type: application/json,application/perfsonar+json\r\n"
            + "Accept: text/html,application/json,application/perfsonar+json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n";
    try (Socket socket = Http.connect(UNIS.port())) {
      OutputStream out = socket.getOutputStream();
      for (byte b : (head + body).getBytes(StandardCharsets.US_ASCII)) {
        out.write(b);
        out.flush();
      }
      Http.Answer answer = Http.read(socket.getInputStream());
      assertThat(answer.status()).isEqualTo(201);
      assertThat(answer.json().path("id").asText()).isEqualTo("bytewise");
    }
  }

  @Test
  void aBodyMayComeInChunksAndAfterAContinue() throws IOException {
    String head =
        "POST /nodes HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n";
    String chunked = head + chunk("{\"id\":\"c") + chunk("hunked\"} ") + "0\r\n\r\n";

    assertThat(Http.exchange(UNIS.port(), chunked).json().path("id").asText()).isEqualTo("chunked");
  }

  @Test
  void aClientThatOffersHttp2IsServedAtOnce() throws Exception {
    HttpClient offering =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_2)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    for (String method : new String[] {"POST", "PUT", "DELETE", "GET"}) {
      String target = method.equals("POST") ? "/nodes" : "/nodes/h2c";
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + UNIS.port() + target))
              .timeout(Duration.ofSeconds(10))
              .method(method, HttpRequest.BodyPublishers.ofString("{\"id\":\"h2c\"}"))
              .build();
      HttpResponse<String> answer = offering.send(request, HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).as(method).isLessThan(300);
    }
  }

  @Test
  void aConnectionOnWhichAnUpgradeWasOfferedIsKept() throws IOException {
    String head = "Host: h\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n";
    String post = "POST /nodes HTTP/1.1\r\n" + head + "Content-Length: 13\r\n\r\n";
    String get = "GET /nodes/kept HTTP/1.1\r\n" + head + "Content-Length: 0\r\n\r\n";
    try (Socket socket = Http.connect(UNIS.port())) {
      for (int i = 0; i < 50; i++) {
        socket.getOutputStream().write(post.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write("{\"id\":\"kept\"}".getBytes(StandardCharsets.US_ASCII));
        assertThat(Http.read(socket.getInputStream()).status()).isEqualTo(201);
        socket.getOutputStream().write(get.getBytes(StandardCharsets.US_ASCII));
        assertThat(Http.read(socket.getInputStream()).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void aTrailingSlashChangesNothing() throws IOException {
    assertThat(Http.post(UNIS.port(), "/nodes/", "{\"id\":\"slashed\"}").header("Location"))
        .isEqualTo("http://localhost:8888/nodes/slashed");
    assertThat(Http.get(UNIS.port(), "/nodes/?id=slashed").json()).hasSize(1);
    assertThat(Http.get(UNIS.port(), "/nodes/slashed/").json().isObject()).isTrue();
    assertThat(Http.get(UNIS.port(), "/about/").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a/b",
        "a b",
        "ü",
        "a;v=1",
        "a%2Fb",
        "..",
        ".",
        "a?b#c",
        "a+b",
        "%",
        "urn:ogf:x:y=1",
        "a\\b",
        "{id}",
        "a&b"
      })
  void anIdMayHoldAnyCharacter(String id) throws IOException {
    String json = "\"" + id.replace("\\", "\\\\") + "\"";
    String location = Http.post(UNIS.port(), "/ports", "{\"id\":" + json + "}").header("Location");
    String target = location.replace("http://localhost:8888", "");

    assertThat(Http.get(UNIS.port(), target).json().path("id").asText()).as(target).isEqualTo(id);
    assertThat(Http.put(UNIS.port(), target, "{\"id\":" + json + "}").status()).isEqualTo(204);
    assertThat(Http.get(UNIS.port(), target).json().path("selfRef").asText()).isEqualTo(location);
    assertThat(Http.delete(UNIS.port(), target).status()).isEqualTo(204);
    assertThat(Http.get(UNIS.port(), target).body()).isEqualTo("[]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nodes?query={\"serviceType\":{\"in\":[\"ibp_server\"]}}",
        "/nodes?name=a|name=b",
        "/nodes?name=<x>&b=$y;z",
        "/nodes?name=100%",
        "/nodes?a.b=[c]^`~",
        "/nodes?name=ü",
        "/nodes?inline&unique",
        "/nodes?",
        "/nodes?&&"
      })
  void charactersThatShouldHaveBeenEncodedDoNoHarmInAQuery(String target) throws IOException {
    Http.Answer answer = Http.get(UNIS.port(), target);

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void aQueryMayBeSixtyFourKilobytesLong() throws IOException {
    String ids = "c3d4c4b5-6b1f-4b77-9d3a-0123456789ab,".repeat(1770);
    Http.post(UNIS.port(), "/links", "{\"id\":\"last\",\"directed\":false,\"endpoints\":[]}");

    assertThat(Http.get(UNIS.port(), "/links?id=" + ids + "last&fields=id").body())
        .isEqualTo("[{\"id\":\"last\"}]");
  }

  @Test
  void aHeadBeyondAllBoundsIsRefused() throws IOException {
    assertThat(Http.get(UNIS.port(), "/links?id=" + "x".repeat(200_000)).status())
        .isBetween(400, 499);
  }

  @Test
  void anAuthorizationHeaderOfRandomBytesDoesNotMatter() throws IOException {
    try (Socket socket = Http.connect(UNIS.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          "GET /nodes/none HTTP/1.1\r\nHost: h\r\nAuthorization: OAuth "
              .getBytes(StandardCharsets.US_ASCII));
      byte[] noise = new byte[256 - 32];
      for (int i = 0; i < noise.length; i++) {
        noise[i] = (byte) (32 + i);
      }
      out.write(noise);
      out.write("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

      assertThat(Http.read(socket.getInputStream()).body()).isEqualTo("[]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host: dlt.example.org:9999", "Host: [::1]:8888", "Host: plain"})
  void linksFollowTheNameTheClientUsed(String host) throws IOException {
    String request = "POST /nodes HTTP/1.1\r\n" + host + "\r\nContent-Length: 2\r\n\r\n{}";

    assertThat(Http.exchange(UNIS.port(), request).json().path("selfRef").asText())
        .startsWith("http://" + host.substring(6) + "/nodes/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /nodes HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}",
        "POST /nodes HTTP/1.1\r\nHost: a b/<\r\nContent-Length: 2\r\n\r\n{}"
      })
  void withoutAUsableHostHeaderLinksNameTheAddress(String request) throws IOException {
    assertThat(Http.exchange(UNIS.port(), request).json().path("selfRef").asText())
        .startsWith("http://127.0.0.1:" + UNIS.port() + "/nodes/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000\u0001\u0002\r\n\r\n",
        "GET\r\n\r\n",
        "GET /nodes HTTP/9.9\r\n\r\n",
        "GET nodes HTTP/1.1\r\nHost: h\r\n\r\n"
      })
  void noiseDoesNotStopTheServer(String noise) throws IOException {
    try (Socket socket = Http.connect(UNIS.port())) {
      socket.getOutputStream().write(noise.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      assertThat(socket.getInputStream().readAllBytes().length).isLessThan(10_000);
    }
    assertThat(Http.get(UNIS.port(), "/about").status()).isEqualTo(200);
  }

  private static String chunk(String text) {
    return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
  }
}
