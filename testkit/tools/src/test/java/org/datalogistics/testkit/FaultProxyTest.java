package org.datalogistics.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.datalogistics.testkit.Direction.TO_CLIENT;
import static org.datalogistics.testkit.Direction.TO_SERVER;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
  private static final Duration SHORT = Duration.ofMillis(150);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final EchoServer server = new EchoServer();
  private final FaultProxy proxy = FaultProxy.to(server.port());

  @AfterEach
  void close() {
    proxy.close();
    server.close();
  }

  private RawClient connect() {
    return RawClient.connect(proxy.port());
  }

  @Test
  void passesEverythingOnWhenNothingIsWrong() {
    byte[] bytes = new SeededRandom(1).bytes(3_000_000);
    try (RawClient client = connect()) {
      Thread sender = new Thread(() -> client.send(bytes).endOutput());
      sender.start();

      client.expect(bytes).expectEof(LIMIT);
    }
    assertThat(proxy.connections()).isEqualTo(1);
    assertThat(proxy.bytes(TO_SERVER)).isEqualTo(bytes.length);
    assertThat(proxy.bytes(TO_CLIENT)).isEqualTo(bytes.length);
    await().untilAsserted(() -> assertThat(proxy.openConnections()).isZero());
  }

  @Test
  void delayHoldsEachByteBackBothWays() {
    proxy.delay(Duration.ofMillis(100));
    try (RawClient client = connect()) {
      long start = System.nanoTime();
      client.send("ping").expect("ping");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(199));
    }
  }

  @Test
  void delayCostsNoBandwidth() {
    proxy.delay(Duration.ofMillis(100));
    byte[] bytes = new byte[1_000_000];
    try (RawClient client = connect()) {
      long start = System.nanoTime();
      client.send(bytes).expect(bytes);
      // One chunk after the other it would be at least 61 times 200 ms.
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
    }
  }

  @Test
  void throttleKeepsToItsRate() {
    proxy.throttle(TO_CLIENT, 100_000);
    byte[] bytes = new byte[50_000];
    try (RawClient client = connect()) {
      long start = System.nanoTime();
      client.send(bytes).expect(bytes);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(450), Duration.ofSeconds(5));
    }
  }

  @Test
  void cutWithFinComesAfterExactlySoManyBytes() {
    proxy.cutAfter(TO_CLIENT, 7, Ending.FIN);
    for (int i = 0; i < 2; i++) {
      try (RawClient client = connect()) {
        client.send("0123456789").expect("0123456").expectEof(LIMIT);
      }
    }
  }

  @Test
  void cutWithResetComesAfterExactlySoManyBytes() {
    proxy.cutAfter(TO_CLIENT, 7, Ending.RESET);
    try (RawClient client = connect()) {
      client.send("0123456789").expect("0123456");
      assertThatThrownBy(() -> client.expectEof(LIMIT))
          .isInstanceOf(UncheckedIOException.class)
          .hasCauseInstanceOf(SocketException.class);
      client.expectClosed(LIMIT);
    }
  }

  @Test
  void cutOfRequestsStopsThemOnTheirWay() {
    proxy.cutAfter(TO_SERVER, 0, Ending.FIN);
    try (RawClient client = connect()) {
      client.send("x").expectEof(LIMIT);
    }
    assertThat(proxy.bytes(TO_SERVER)).isZero();
  }

  @Test
  void cutOnceSparesTheNextConnection() {
    proxy.cutOnceAfter(TO_CLIENT, 2, Ending.FIN);
    try (RawClient client = connect()) {
      client.send("abc").expect("ab").expectEof(LIMIT);
    }
    try (RawClient client = connect()) {
      client.send("abc").expect("abc");
    }
  }

  @Test
  void corruptionHitsTheNamedBytes() {
    proxy.corruptAt(TO_SERVER, 1).corruptEvery(TO_CLIENT, 4);
    try (RawClient client = connect()) {
      client.send("@@@@").send("@@@@@").expect("@A@A@@@A@");
    }
  }

  @Test
  void heldBytesArriveWhenHealed() {
    try (RawClient client = connect()) {
      client.send("a").expect("a");
      proxy.hold();
      client.send("b").expectSilence(SHORT);
      try (RawClient other = connect()) {
        other.send("c").expectSilence(SHORT);
        proxy.heal();
        other.expect("c");
      }
      client.expect("b");
    }
  }

  @Test
  void blackHoleSwallowsAnyAmountAndBreaksTheConnectionWhenHealed() {
    proxy.blackHole();
    try (RawClient client = connect()) {
      client.send(new byte[20_000_000]).expectSilence(SHORT);
      assertThat(proxy.bytes(TO_SERVER)).isZero();

      proxy.heal();

      client.send("x").expectClosed(LIMIT);
    }
  }

  @Test
  void refusingSparesOpenConnectionsUntilHealed() {
    try (RawClient client = connect()) {
      client.send("a").expect("a");
      proxy.refuse().refuse();

      assertThatThrownBy(this::connect).hasCauseInstanceOf(ConnectException.class);
      client.send("b").expect("b");
      proxy.heal().heal();
      try (RawClient other = connect()) {
        other.send("c").expect("c");
      }
    }
  }

  @Test
  void allOpenConnectionsCanBeCutAtOnce() {
    try (RawClient one = connect();
        RawClient two = connect()) {
      one.send("a").expect("a");
      two.send("a").expect("a");

      proxy.cutAll(Ending.RESET);

      assertThat(proxy.openConnections()).isZero();
      one.expectClosed(LIMIT);
      two.expectClosed(LIMIT);
    }
  }

  @Test
  void serverThatIsGoneResetsTheClient() {
    server.close();

    // The reset may come while the client still connects, or when it reads.
    assertThatThrownBy(this::connectAndPing)
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(SocketException.class);
  }

  private void connectAndPing() {
    try (RawClient client = connect()) {
      client.send("a").expect("a");
    }
  }

  @Test
  void closingEndsConnectionsAndGivesThePortBack() {
    RawClient client = connect();
    client.send("a").expect("a");

    proxy.close();

    client.expectClosed(LIMIT);
    client.close();
    assertThat(proxy.openConnections()).isZero();
    assertThatThrownBy(this::connect).hasCauseInstanceOf(ConnectException.class);
  }
}
