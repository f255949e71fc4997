package org.datalogistics.ibp.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.datalogistics.ibp.AllocationStatus;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.IbpError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which command goes to which connection, and what waits. */
class PoolTest {
  private static final String PROBED = "1 1 0 5 10 60 2 1 \n";

  private final List<AutoCloseable> open = new ArrayList<>();

  private FakeDepot depot(FakeDepot.Script script) throws IOException {
    FakeDepot depot = new FakeDepot(script);
    open.add(depot);
    return depot;
  }

  private IbpClient client(IbpClientConfig.Builder config) {
    IbpClient client = Clients.of(config);
    open.add(0, client);
    return client;
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    assertThat(open)
        .filteredOn(FakeDepot.class::isInstance)
        .allSatisfy(depot -> assertThat(((FakeDepot) depot).failures).isEmpty());
  }

  @Test
  void oneCommandAfterAnotherUsesOneConnection() throws Exception {
    FakeDepot depot = depot(peer -> peer.answerAll(line -> PROBED));
    IbpClient client = client(Clients.config());
    Capability manage = depot.capability(CapabilityKind.MANAGE);
    for (int i = 0; i < 20; i++) {
      Clients.get(client.probe(manage));
    }
    // Also when the next is asked from where the answer to the last is told.
    CompletableFuture<AllocationStatus> chain = client.probe(manage);
    for (int i = 0; i < 20; i++) {
      chain = chain.thenCompose(status -> client.probe(manage));
    }
    Clients.get(chain);
    assertThat(depot.connections()).isEqualTo(1);
  }

  @Test
  void noMoreConnectionsThanAllowedAndTheRestWaits() throws Exception {
    AtomicInteger busy = new AtomicInteger();
    AtomicInteger busiest = new AtomicInteger();
    FakeDepot depot =
        depot(
            peer -> {
              while (peer.line() != null) {
                busiest.accumulateAndGet(busy.incrementAndGet(), Math::max);
                peer.send("1 3 \nab");
                busy.decrementAndGet();
                peer.send("c");
              }
            });
    IbpClient client = client(Clients.config().connectionsPerDepot(3));
    Capability read = depot.capability(CapabilityKind.READ);
    List<CompletableFuture<Long>> loads = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      loads.add(client.load(read, 0, 3, LoadSink.to(ByteBuffer.allocate(3))));
    }
    for (CompletableFuture<Long> load : loads) {
      assertThat(Clients.get(load)).isEqualTo(3);
    }
    assertThat(depot.connections()).isEqualTo(3);
    assertThat(busiest.get()).isLessThanOrEqualTo(3);
  }

  @Test
  void theQueueIsBoundedAndWaitingToo() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    FakeDepot depot =
        depot(
            peer -> {
              peer.line();
              awaitQuietly(release);
              peer.send("1 1 \nx");
              peer.answerAll(line -> "1 1 \nx");
            });
    IbpClient client =
        client(
            Clients.config()
                .connectionsPerDepot(1)
                .maxWaiting(2)
                .acquireTimeout(Duration.ofMillis(300)));
    Capability read = depot.capability(CapabilityKind.READ);
    LoadSink sink = (bytes, flow) -> {};
    var first = client.load(read, 0, 1, sink);
    await().until(() -> depot.lines.size() == 1);
    var second = client.load(read, 0, 1, sink);
    var third = client.load(read, 0, 1, sink);
    assertThat(Clients.error(client.load(read, 0, 1, sink), IbpError.QUEUE_FULL).isRetryable())
        .isTrue();
    assertThat(Clients.error(second, IbpError.CLIENT_TIMEOUT))
        .hasMessageContaining("no connection became free");
    Clients.error(third, IbpError.CLIENT_TIMEOUT);
    assertThat(first).isNotDone();
    release.countDown();
    assertThat(Clients.get(first)).isEqualTo(1);
    assertThat(Clients.get(client.load(read, 0, 1, sink))).isEqualTo(1);
  }

  @Test
  void smallCommandsArePipelinedAndTheirAnswersMatchedInOrder() throws Exception {
    FakeDepot depot =
        depot(
            peer -> {
              peer.line();
              peer.send(PROBED);
              peer.line();
              peer.send(PROBED);
              List<String> sizes = new ArrayList<>();
              for (int i = 0; i < 6; i++) { // All are here before the first is answered.
                sizes.add(peer.line().replaceAll("[^ ]* 9 1#key([0-9]+) .*", "$1"));
              }
              for (String size : sizes) {
                peer.send("1 1 0 " + size + " 10 60 2 1 \n");
              }
              peer.awaitEnd();
            });
    IbpClient client = client(Clients.config().connectionsPerDepot(1).pipelineDepth(6));
    Capability manage = depot.capability(CapabilityKind.MANAGE);
    Clients.get(client.probe(manage));
    Clients.get(client.probe(manage));
    List<CompletableFuture<AllocationStatus>> probes = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      var key = new org.datalogistics.ibp.AccessKey("1#key" + i, "7");
      probes.add(client.probe(new Capability(depot.address(), key, CapabilityKind.MANAGE)));
    }
    for (int i = 0; i < 6; i++) {
      assertThat(Clients.get(probes.get(i)).size()).isEqualTo(i);
    }
  }

  @Test
  void smallUploadsAndDownloadsArePipelinedToo() throws Exception {
    FakeDepot depot =
        depot(
            peer -> {
              peer.line();
              peer.send(PROBED);
              peer.line();
              peer.send(PROBED);
              peer.line();
              assertThat(new String(peer.read(5), US_ASCII)).isEqualTo("hello");
              peer.line();
              peer.line();
              assertThat(new String(peer.read(3), US_ASCII)).isEqualTo("abc");
              peer.send("1 \n1 5 \n1 4 \nwxyz1 \n1 3 \n");
              peer.awaitEnd();
            });
    IbpClient client = client(Clients.config().connectionsPerDepot(1));
    Capability manage = depot.capability(CapabilityKind.MANAGE);
    Capability write = depot.capability(CapabilityKind.WRITE);
    Clients.get(client.probe(manage));
    Clients.get(client.probe(manage));
    var first = client.store(write, Payload.of(ByteBuffer.wrap("hello".getBytes(US_ASCII))));
    ByteBuffer target = ByteBuffer.allocate(4);
    var load = client.load(depot.capability(CapabilityKind.READ), 0, 4, LoadSink.to(target));
    var second = client.write(write, 9, Payload.of(ByteBuffer.wrap("abc".getBytes(US_ASCII))));
    assertThat(Clients.get(first)).isEqualTo(5);
    assertThat(Clients.get(load)).isEqualTo(4);
    assertThat(Clients.get(second)).isEqualTo(3);
    assertThat(new String(target.array(), US_ASCII)).isEqualTo("wxyz");
  }

  @Test
  void theSinkOfASmallDownloadHarmsNoNeighbour() throws Exception {
    FakeDepot depot =
        depot(
            peer -> {
              for (String line = peer.line(); line != null; line = peer.line()) {
                peer.send(line.startsWith("0 8 ") ? "1 4 \nwxyz" : PROBED);
              }
            });
    IbpClient client = client(Clients.config().connectionsPerDepot(1));
    Capability manage = depot.capability(CapabilityKind.MANAGE);
    Clients.get(client.probe(manage));
    Clients.get(client.probe(manage));
    Capability read = depot.capability(CapabilityKind.READ);
    var failing =
        client.load(
            read,
            0,
            4,
            (bytes, flow) -> {
              throw new IOException("no room");
            });
    var pausing = client.load(read, 0, 4, (bytes, flow) -> flow.pause());
    var probe = client.probe(manage);
    assertThat(Clients.failure(failing)).hasMessage("no room");
    assertThat(Clients.get(pausing)).isEqualTo(4);
    Clients.get(probe);
    assertThat(depot.connections()).isEqualTo(1);
  }

  @Test
  void smallCommandsDoNotWaitForTransfers() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    FakeDepot depot =
        depot(
            peer -> {
              for (String line = peer.line(); line != null; line = peer.line()) {
                if (line.startsWith("0 8 ")) {
                  peer.send("1 100000 \na");
                  awaitQuietly(release);
                  peer.send(new byte[99_999]);
                } else {
                  peer.send(PROBED);
                }
              }
            });
    IbpClient client = client(Clients.config().connectionsPerDepot(2));
    Capability manage = depot.capability(CapabilityKind.MANAGE);
    Capability read = depot.capability(CapabilityKind.READ);
    AtomicInteger arrived = new AtomicInteger();
    LoadSink sink = (bytes, flow) -> arrived.incrementAndGet();
    List<CompletableFuture<Long>> loads = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      loads.add(client.load(read, 0, 100_000, sink));
    }
    await().until(() -> arrived.get() == 2);
    for (int i = 0; i < 10; i++) {
      Clients.get(client.probe(manage));
    }
    assertThat(depot.connections()).as("one more, for them").isEqualTo(3);
    assertThat(depot.lines).as("transfers wait for the others").hasSize(12);
    release.countDown();
    loads.forEach(Clients::get);
    assertThat(depot.connections()).isEqualTo(3);
  }

  @Test
  void aTransferGetsAConnectionThoughSmallCommandsNeverEnd() throws Exception {
    FakeDepot depot =
        depot(
            peer ->
                peer.answerAll(
                    line ->
                        line.startsWith("0 8 ") ? "1 100000 \n" + "x".repeat(100_000) : PROBED));
    IbpClient client = client(Clients.config().connectionsPerDepot(2));
    Capability manage = depot.capability(CapabilityKind.MANAGE);
    AtomicBoolean over = new AtomicBoolean();
    List<CompletableFuture<?>> endless = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      endless.add(probesUntil(over, client, manage));
    }
    Capability read = depot.capability(CapabilityKind.READ);
    for (int i = 0; i < 3; i++) {
      Clients.get(client.load(read, 0, 100_000, (bytes, flow) -> {}));
    }
    over.set(true);
    endless.forEach(Clients::get);
  }

  private static CompletableFuture<AllocationStatus> probesUntil(
      AtomicBoolean over, IbpClient client, Capability manage) {
    return client
        .probe(manage)
        .thenCompose(
            status ->
                over.get()
                    ? CompletableFuture.completedFuture(status)
                    : probesUntil(over, client, manage));
  }

  @Test
  void worksWithDepotsThatCloseAfterEachCommand() throws Exception {
    FakeDepot depot =
        depot(
            peer -> {
              String line = peer.line();
              if (line.startsWith("0 2 ")) {
                peer.send("1 \n");
                peer.read(5);
                peer.send("1 5\n");
              } else {
                peer.send(PROBED);
              }
            });
    IbpClient client = client(Clients.config());
    Capability manage = depot.capability(CapabilityKind.MANAGE);
    Capability write = depot.capability(CapabilityKind.WRITE);
    Payload hello = Payload.of(ByteBuffer.wrap(new byte[5]));
    for (int i = 0; i < 30; i++) {
      Clients.get(client.probe(manage).thenCompose(status -> client.store(write, hello)));
    }
    List<CompletableFuture<Long>> stores = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      stores.add(client.store(write, hello));
    }
    stores.forEach(Clients::get);
    assertThat(depot.lines).hasSize(160);
  }

  @Test
  void idleConnectionsAreClosed() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    FakeDepot depot =
        depot(
            peer -> {
              peer.answerAll(line -> PROBED);
              ended.countDown();
            });
    IbpClient client = client(Clients.config().idleTimeout(Duration.ofMillis(100)));
    Capability manage = depot.capability(CapabilityKind.MANAGE);
    Clients.get(client.probe(manage));
    ended.await();
    Clients.get(client.probe(manage));
    assertThat(depot.connections()).isEqualTo(2);
  }

  @Test
  void aDepotThatCannotBeReachedFailsWhateverWaitsForIt() throws Exception {
    FakeDepot depot = depot(peer -> {});
    depot.close();
    IbpClient client = client(Clients.config().connectionsPerDepot(2));
    Capability manage = depot.capability(CapabilityKind.MANAGE);
    List<CompletableFuture<?>> probes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      probes.add(client.probe(manage));
    }
    for (CompletableFuture<?> probe : probes) {
      assertThat(Clients.error(probe, IbpError.CANT_CONNECT))
          .hasRootCauseInstanceOf(IOException.class);
    }
    var nowhere = new org.datalogistics.ibp.DepotAddress("no-such-host.invalid", 6714);
    Clients.error(client.resources(nowhere), IbpError.CANT_CONNECT);
  }

  private static void awaitQuietly(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
