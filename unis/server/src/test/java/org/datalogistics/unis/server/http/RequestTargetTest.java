package org.datalogistics.unis.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.datalogistics.testkit.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTargetTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "/nodes /nodes",
        "/nodes/ /nodes",
        "/nodes/// /nodes",
        "/ /",
        "nodes /nodes",
        "/a%2Fb /a%2Fb",
        "/a;b /a%3Bb",
        "/a% /a%25",
        "/a%4 /a%254",
        "/a%zz /a%25zz",
        "/a|{}\"<> /a%7C%7B%7D%22%3C%3E",
        "/a:b@c=d,e+f /a:b@c=d,e+f"
      })
  void aPathBecomesALegalOne(String sent, String clean) {
    assertThat(RequestTarget.of(sent, null)).isEqualTo(new RequestTarget(clean, null));
  }

  @Test
  void bytesBeyondAsciiAreEncodedAsTheyCame() {
    assertThat(RequestTarget.of("/\u00c3\u00bc", "a=\u00ff").toUri()).isEqualTo("/%C3%BC?a=%FF");
  }

  @Test
  void anEmptyQueryIsNone() {
    assertThat(RequestTarget.of("/a", "").toUri()).isEqualTo("/a");
  }

  @Test
  void anyBytesBecomeAUri() {
    SeededRandom random = SeededRandom.create();
    for (int i = 0; i < 2000; i++) {
      String path = new String(random.bytes(random.between(0, 40)), StandardCharsets.ISO_8859_1);
      String query = new String(random.bytes(random.between(0, 40)), StandardCharsets.ISO_8859_1);
      RequestTarget target = RequestTarget.of(path, query);

      assertThatCode(() -> URI.create("http://h:1" + target.toUri()))
          .as(random + " " + target)
          .doesNotThrowAnyException();
    }
  }
}
