package org.datalogistics.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RawClientTest {
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final EchoServer server = new EchoServer();
  private final RawClient client = RawClient.connect(server.port());

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void whatIsSentIsExpectedBack() {
    client.send("hello ").send(new byte[] {0, 1}).expect("hello ").expect(new byte[] {0, 1});
    client.send("a line\nrest").expectLine("a line");
    assertThat(client.readFully(4)).isEqualTo("rest".getBytes(StandardCharsets.UTF_8));
    client.expectSilence(SHORT).endOutput().expectEof(LIMIT);
  }

  @Test
  void differenceIsShownWithItsPlaceAndEscapedBytes() {
    client.send("1 2\n\u0000x");

    assertThatThrownBy(() -> client.expect("1 3\n"))
        .isInstanceOf(AssertionError.class)
        .hasMessage("expected \"1 3\\n\"%nbut got  \"1 2\\n\"%nat byte 2".formatted());
    assertThatThrownBy(() -> client.expect("\u0000y"))
        .hasMessage("expected \"\\x00y\"%nbut got  \"\\x00x\"%nat byte 1".formatted());
  }

  @Test
  void wrongLineIsShown() {
    client.send("-1 \n");

    assertThatThrownBy(() -> client.expectLine("1 "))
        .hasMessage("expected the line \"1 \"%nbut got           \"-1 \"".formatted());
  }

  @Test
  void answerThatStopsShortFailsAtTheLimit() {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    try (RawClient hasty = RawClient.connect(address, SHORT)) {
      hasty.send("ab");

      assertThatThrownBy(() -> hasty.expect("abc"))
          .hasMessageContaining("but got  \"ab\", then nothing more within PT0.1S");
      assertThatThrownBy(hasty::readLine).hasMessageContaining("expected a line but got \"\"");
    }
  }

  @Test
  void endInsteadOfAnAnswerIsToldApartFromSilence() {
    client.send("ab").endOutput();

    assertThatThrownBy(() -> client.readFully(3))
        .hasMessageContaining("expected 3 bytes but got 2: \"ab\", then end of the stream");
  }

  @Test
  void openConnectionIsNotAnEnd() {
    assertThatThrownBy(() -> client.expectEof(SHORT))
        .hasMessageContaining("the connection is still open");
    assertThatThrownBy(() -> client.expectClosed(SHORT))
        .hasMessageContaining("the connection is still open");
    client.send("x");
    assertThatThrownBy(() -> client.expectEof(LIMIT)).hasMessageContaining("got \"x\"");
    client.send("y");
    assertThatThrownBy(() -> client.expectSilence(LIMIT)).hasMessageContaining("got \"y\"");
  }
}
