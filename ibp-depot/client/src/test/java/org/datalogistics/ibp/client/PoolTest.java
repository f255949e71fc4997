package org.datalogistics.ibp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
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
  void nothingSharesAConnectionWithATransfer() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger probes = new AtomicInteger();
    FakeDepot depot =
        depot(
            peer -> {
              for (String line = peer.line(); line != null; line = peer.line()) {
                if (line.startsWith("0 8 ")) {
                  peer.send("1 2 \na");
                  awaitQuietly(release);
                  peer.send("b");
                } else {
                  probes.incrementAndGet();
                  peer.send(PROBED);
                }
              }
            });
    IbpClient client = client(Clients.config().connectionsPerDepot(1));
    Capability manage = depot.capability(CapabilityKind.MANAGE);
    Clients.get(client.probe(manage));
    Clients.get(client.probe(manage));
    ByteBuffer target = ByteBuffer.allocate(2);
    var load = client.load(depot.capability(CapabilityKind.READ), 0, 2, LoadSink.to(target));
    await().until(() -> target.position() == 1);
    var probe = client.probe(manage);
    assertThat(depot.lines).hasSize(3);
    release.countDown();
    Clients.get(load);
    Clients.get(probe);
    assertThat(depot.lines).hasSize(4);
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
