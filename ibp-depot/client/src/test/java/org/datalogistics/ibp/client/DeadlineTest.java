package org.datalogistics.ibp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.testkit.Direction;
import org.datalogistics.testkit.Ending;
import org.datalogistics.testkit.FaultProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stalls, deadlines, cancelling and closing. */
class DeadlineTest {
  private static final String PROBED = "1 1 0 5 10 60 2 1 \n";

  private final CountDownLatch ended = new CountDownLatch(1);
  private FakeDepot depot;
  private IbpClient client;

  private void start(Duration stall, FakeDepot.Script script) throws IOException {
    depot =
        new FakeDepot(
            peer -> {
              try {
                script.run(peer);
                peer.awaitEnd();
              } finally {
                ended.countDown();
              }
            });
    client = Clients.of(Clients.config().stallTimeout(stall).connectionsPerDepot(1));
  }

  @AfterEach
  void stop() {
    client.close();
    depot.close();
    assertThat(depot.failures).isEmpty();
  }

  private CompletableFuture<Long> load(DepotOperations operations, int length) {
    return operations.load(
        depot.capability(CapabilityKind.READ), 0, length, LoadSink.to(ByteBuffer.allocate(length)));
  }

  @Test
  void aLoadThatStandsStillFailsAndItsConnectionCloses() throws Exception {
    start(
        Duration.ofMillis(300),
        peer -> {
          peer.line();
          peer.send("1 100 \nabc");
        });
    assertThat(Clients.error(load(client, 100), IbpError.CLIENT_TIMEOUT))
        .hasMessageContaining("no progress");
    assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aLoadThatIsNotAnsweredFails() throws Exception {
    start(Duration.ofMillis(300), Peer::line);
    Clients.error(load(client, 100), IbpError.CLIENT_TIMEOUT);
  }

  @Test
  void anUploadThatNobodyReadsFails() throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    start(
        Duration.ofMillis(300),
        peer -> {
          peer.line();
          peer.send("1 \n");
          waitFor(read);
        });
    var payload = Payload.of(ByteBuffer.allocateDirect(50_000_000));
    Clients.error(
        client.store(depot.capability(CapabilityKind.WRITE), payload), IbpError.CLIENT_TIMEOUT);
    read.countDown();
  }

  @Test
  void slowProgressIsNoStall() throws Exception {
    start(
        Duration.ofMillis(400),
        peer -> {
          peer.line();
          peer.send("1 20 \n");
          for (int i = 0; i < 20; i++) {
            peer.send("x");
            pause(Duration.ofMillis(50));
          }
        });
    assertThat(Clients.get(load(client, 20))).isEqualTo(20);
  }

  @Test
  void anAnswerInSingleBytesIsReadAsOne() throws Exception {
    start(
        Duration.ofSeconds(20),
        peer -> {
          peer.line();
          for (char c : "  1 5\nhello".toCharArray()) {
            peer.send(String.valueOf(c));
            pause(Duration.ofMillis(5));
          }
        });
    assertThat(Clients.get(load(client, 5))).isEqualTo(5);
  }

  @Test
  void theOverallLimitEndsATransferThatProgresses() throws Exception {
    start(
        Duration.ofSeconds(20),
        peer -> {
          peer.line();
          peer.send("1 1000000 \n");
          while (ended.getCount() > 0) {
            peer.send("x");
            pause(Duration.ofMillis(10));
          }
        });
    var limited = client.within(Duration.ofMillis(300));
    assertThat(Clients.error(load(limited, 1_000_000), IbpError.CLIENT_TIMEOUT))
        .hasMessageContaining("not done within PT0.3S");
    assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(depot.lines.peek()).endsWith(" 1"); // And the depot was told a second at most.
  }

  @Test
  void theOverallLimitHoldsInTheQueueToo() throws Exception {
    start(Duration.ofSeconds(20), Peer::line);
    load(client, 10);
    var limited = client.within(Duration.ofMillis(100));
    Clients.error(load(limited, 10), IbpError.CLIENT_TIMEOUT);
  }

  @Test
  void cancellingATransferClosesItsConnection() throws Exception {
    start(
        Duration.ofSeconds(20),
        peer -> {
          peer.line();
          peer.send("1 100000 \nabc");
        });
    AtomicBoolean begun = new AtomicBoolean();
    LoadSink sink = (bytes, flow) -> begun.set(true);
    var load = client.load(depot.capability(CapabilityKind.READ), 0, 100_000, sink);
    await().untilTrue(begun);
    load.cancel(false);
    assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void cancellingASmallCommandSparesItsConnection() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    start(
        Duration.ofSeconds(20),
        peer -> {
          peer.line();
          waitFor(release);
          peer.send(PROBED);
          peer.answerAll(line -> PROBED);
        });
    Capability manage = depot.capability(CapabilityKind.MANAGE);
    var first = client.probe(manage);
    await().until(() -> depot.lines.size() == 1);
    var second = client.probe(manage);
    var third = client.probe(manage);
    first.cancel(false);
    second.cancel(false);
    release.countDown();
    Clients.get(third);
    assertThat(depot.connections()).isEqualTo(1);
    assertThat(depot.lines).hasSize(2); // The second was taken out of the queue.
  }

  @Test
  void closingFailsWhatIsInFlightWhatWaitsAndWhatComesLater() throws Exception {
    start(Duration.ofSeconds(20), Peer::line);
    var inFlight = load(client, 10);
    await().until(() -> depot.lines.size() == 1);
    var waiting = load(client, 10);
    client.close();
    assertThat(Clients.error(inFlight, IbpError.GENERIC)).hasMessageContaining("closed");
    Clients.error(waiting, IbpError.GENERIC);
    Clients.error(load(client, 10), IbpError.GENERIC);
    assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void closingFailsWhatWaitsForAnOverloadedDepot() throws Exception {
    CountDownLatch sent = new CountDownLatch(1);
    start(
        Duration.ofSeconds(20),
        peer -> {
          peer.line();
          peer.send("-66 9\n");
          sent.countDown();
        });
    var waiting = load(client, 10);
    sent.await();
    client.close();
    Clients.error(waiting, IbpError.GENERIC);
  }

  @Test
  void aCutOrSilentNetworkIsAnError() throws Exception {
    byte[] data = new byte[5_000_000];
    depot =
        new FakeDepot(
            peer -> {
              while (peer.line() != null) {
                peer.send("1 5000000 \n").send(data);
              }
            });
    client = Clients.of(Clients.config().stallTimeout(Duration.ofMillis(500)));
    try (FaultProxy proxy = FaultProxy.to(depot.address().port())) {
      var address = new org.datalogistics.ibp.DepotAddress("127.0.0.1", proxy.port());
      Capability read = FakeDepot.capability(address, CapabilityKind.READ);
      LoadSink sink = (bytes, flow) -> {};
      long position = 1_000_000;
      for (Ending ending : Ending.values()) {
        proxy.cutOnceAfter(Direction.TO_CLIENT, position, ending);
        position += data.length; // The next one cut has carried a whole answer already.
        Clients.error(client.load(read, 0, data.length, sink), IbpError.SOCK_READ);
        assertThat(Clients.get(client.load(read, 0, data.length, sink))).isEqualTo(data.length);
      }
      proxy.hold();
      Clients.error(client.load(read, 0, data.length, sink), IbpError.CLIENT_TIMEOUT);
      proxy.heal().delay(Duration.ofMillis(20));
      assertThat(Clients.get(client.load(read, 0, data.length, sink))).isEqualTo(data.length);
    }
  }

  private static void pause(Duration time) throws IOException {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void waitFor(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
