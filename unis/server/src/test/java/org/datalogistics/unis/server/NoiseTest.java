package org.datalogistics.unis.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.datalogistics.testkit.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests that are nearly right: any answer but a failure of the server will do. */
class NoiseTest {

  @RegisterExtension static final RunningUnis UNIS = new RunningUnis();

  private static final String EXNODE =
      "{\"name\":\"f\",\"mode\":\"file\",\"extents\":[{\"offset\":0,\"size\":5,\"mapping\":{}}]}";
  private static final List<String> REQUESTS =
      List.of(
          "GET /services?serviceType=ibp_server&ts=gt=5&fields=id,ts&limit=3 HTTP/1.1\r\nHost: h\r\nAccept: */*\r\n\r\n",
          "GET /exnodes/x?inline HTTP/1.1\r\nHost: h:1\r\nIf-None-Match: \"a\"\r\n\r\n",
          "GET /nodes?name=reg=a.*b&unique=true&sort=name:1 HTTP/1.1\r\nHost: h\r\n\r\n",
          "PUT /nodes/n HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: 14\r\n\r\n{\"name\":\"abc\"}",
          "POST /topologies HTTP/1.1\r\nHost: h\r\nContent-Length: 45\r\n\r\n{\"nodes\":[{\"ports\":[{\"id\":\"p\"}]},{\"a\":null}]}",
          "POST /exnodes HTTP/1.1\r\nHost: h\r\nContent-Length: "
              + EXNODE.length()
              + "\r\n\r\n"
              + EXNODE,
          "DELETE /nodes/n HTTP/1.1\r\nHost: h\r\n\r\n");

  @Test
  void mutatedRequestsNeverMakeTheServerFail() throws IOException {
    SeededRandom random = SeededRandom.create();
    for (int i = 0; i < 700; i++) {
      byte[] request = mutate(random, random.pick(REQUESTS).getBytes(StandardCharsets.ISO_8859_1));
      String answer = exchange(request);

      assertThat(answer)
          .as("%s answered %s", new String(request, StandardCharsets.ISO_8859_1), random)
          .doesNotContain("HTTP/1.1 500");
    }
    assertThat(Http.get(UNIS.port(), "/about").status()).isEqualTo(200);
  }

  private static byte[] mutate(SeededRandom random, byte[] request) {
    byte[] mutated = request.clone();
    int changes = random.between(1, 4);
    for (int c = 0; c < changes; c++) {
      int at = random.between(0, mutated.length - 1);
      mutated[at] =
          random.chance(0.5)
              ? (byte) random.between(0, 255)
              : mutated[random.between(0, mutated.length - 1)];
    }
    return mutated;
  }

  private static String exchange(byte[] request) throws IOException {
    try (Socket socket = Http.connect(UNIS.port())) {
      socket.getOutputStream().write(request);
      socket.shutdownOutput();
      try (InputStream in = socket.getInputStream()) {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      }
    } catch (SocketException reset) {
      return "closed";
    }
  }
}
