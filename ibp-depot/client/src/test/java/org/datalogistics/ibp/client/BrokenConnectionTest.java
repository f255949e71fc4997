package org.datalogistics.ibp.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.ibp.AllocationStatus;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.IbpError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Closed connections and closing notices: what is sent again, and what is not. */
class BrokenConnectionTest {
  private static final String PROBED = "1 1 0 5 10 60 2 1 \n";

  private FakeDepot depot;
  private IbpClient client;

  private void start(IbpClientConfig.Builder config, FakeDepot.Script script) throws IOException {
    depot = new FakeDepot(script);
    client = Clients.of(config);
  }

  @AfterEach
  void stop() {
    client.close();
    depot.close();
    assertThat(depot.failures).isEmpty();
  }

  /** The first connection answers two probes and ends at the third command, unanswered. */
  private void startClosingAtTheThird() throws IOException {
    start(
        Clients.config(),
        peer -> {
          if (peer.number() == 1) {
            peer.line();
            peer.send(PROBED);
            peer.line();
            peer.send(PROBED);
            peer.line();
            peer.reset();
          } else {
            for (String line = peer.line(); line != null; line = peer.line()) {
              boolean upload = line.startsWith("0 13 ");
              peer.send(upload ? "1 \n" : PROBED);
              if (upload) {
                peer.read(5);
                peer.send("1 5 \n");
              }
            }
          }
        });
    Capability manage = depot.capability(CapabilityKind.MANAGE);
    Clients.get(client.probe(manage));
    Clients.get(client.probe(manage));
  }

  @Test
  void aHarmlessCommandIsSentAgain() throws Exception {
    startClosingAtTheThird();
    Clients.get(client.probe(depot.capability(CapabilityKind.MANAGE)));
    assertThat(depot.lines).hasSize(4);
    assertThat(depot.connections()).isEqualTo(2);
  }

  @Test
  void aWriteIsSentAgainBecauseItHasTheSameEffectTwice() throws Exception {
    startClosingAtTheThird();
    var payload = Payload.of(ByteBuffer.allocate(5));
    Clients.get(client.write(depot.capability(CapabilityKind.WRITE), 0, payload));
    assertThat(depot.lines).hasSize(4);
  }

  @Test
  void aStoreIsNotSentAgain() throws Exception {
    startClosingAtTheThird();
    var payload = Payload.of(ByteBuffer.allocate(5));
    var done = client.store(depot.capability(CapabilityKind.WRITE), payload);
    assertThat(Clients.error(done, IbpError.SOCK_READ).isRetryable()).isTrue();
    assertThat(depot.lines).hasSize(3);
  }

  @Test
  void aDecrementIsNotSentAgain() throws Exception {
    startClosingAtTheThird();
    Capability manage = depot.capability(CapabilityKind.MANAGE);
    Clients.error(client.decrement(manage, CapabilityKind.READ), IbpError.SOCK_READ);
    assertThat(depot.lines).hasSize(3);
  }

  @Test
  void aDepotThatNeverAnswersIsAskedOnce() throws Exception {
    start(Clients.config(), Peer::line);
    Clients.error(client.resources(depot.address()), IbpError.SOCK_READ);
    assertThat(depot.lines).hasSize(1);
  }

  @Test
  void anAnswerCutShortIsAnErrorAndNotRepeated() throws Exception {
    start(
        Clients.config(),
        peer -> {
          peer.line();
          peer.send("1 100 \nabc");
        });
    var target = ByteBuffer.allocate(100);
    var load = client.load(depot.capability(CapabilityKind.READ), 0, 100, LoadSink.to(target));
    assertThat(Clients.error(load, IbpError.SOCK_READ))
        .hasMessageContaining("in the middle of the answer");
    assertThat(depot.lines).hasSize(1);
  }

  @Test
  void anIdleNoticeHarmsNobody() throws Exception {
    start(
        Clients.config(),
        peer -> {
          peer.line();
          peer.send(PROBED + "-66 0.5\n");
        });
    Capability manage = depot.capability(CapabilityKind.MANAGE);
    for (int i = 0; i < 10; i++) {
      Clients.get(client.probe(manage));
    }
  }

  @Test
  void anOverloadedDepotIsAskedAgainAfterTheTimeItNames() throws Exception {
    start(
        Clients.config(),
        peer -> {
          if (peer.number() <= 2) {
            peer.send("-66 0.1\n");
            peer.line();
          } else {
            peer.answerAll(line -> PROBED);
          }
        });
    long start = System.nanoTime();
    Clients.get(client.probe(depot.capability(CapabilityKind.MANAGE)));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(200));
    assertThat(depot.connections()).isEqualTo(3);
  }

  @Test
  void aStoreThatGotANoticeInsteadOfAGoAheadIsSentAgainWhole() throws Exception {
    byte[] bytes = new byte[300_000];
    bytes[299_999] = 7;
    byte[][] received = new byte[1][];
    start(
        Clients.config(),
        peer -> {
          peer.line();
          if (peer.number() == 1) {
            peer.send("-66 0.05\n");
          } else {
            peer.send("1 \n");
            received[0] = peer.read(bytes.length);
            peer.send("1 300000 \n");
          }
        });
    var payload = Payload.of(ByteBuffer.wrap(bytes));
    Clients.get(client.store(depot.capability(CapabilityKind.WRITE), payload));
    assertThat(received[0]).isEqualTo(bytes);
  }

  @Test
  void aNoticeBehindTheGoAheadIsNotRepeated() throws Exception {
    start(
        Clients.config(),
        peer -> {
          peer.line();
          peer.send("1 \n-66 0.05\n");
        });
    var payload = Payload.of(ByteBuffer.allocate(5));
    Clients.error(
        client.store(depot.capability(CapabilityKind.WRITE), payload), IbpError.OUT_OF_SOCKETS);
    assertThat(depot.lines).hasSize(1);
  }

  @Test
  void retriesEndAfterTheirNumberAndBeforeTheDeadline() throws Exception {
    start(
        Clients.config().retry(new RetryPolicy(2, Duration.ofMillis(50))),
        peer -> {
          peer.line();
          peer.send(peer.number() % 2 == 0 ? "-53 \n" : "-66 0.01\n");
        });
    Capability manage = depot.capability(CapabilityKind.MANAGE);
    Clients.error(client.probe(manage), IbpError.OUT_OF_SOCKETS);
    assertThat(depot.connections()).isEqualTo(3);
  }

  @Test
  void aWaitBeyondTheDeadlineIsNotBegun() throws Exception {
    start(
        Clients.config(),
        peer -> {
          peer.line();
          peer.send("-66 9\n");
        });
    long start = System.nanoTime();
    var limited = client.within(Duration.ofSeconds(5));
    Clients.error(limited.probe(depot.capability(CapabilityKind.MANAGE)), IbpError.OUT_OF_SOCKETS);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void aRefusalDoesNotHarmTheNeighboursInThePipeline() throws Exception {
    start(
        Clients.config().connectionsPerDepot(1).pipelineDepth(4),
        peer -> {
          for (String line = peer.line(); line != null; line = peer.line()) {
            if (line.contains("#gone ")) { // As the C depot does: error, notice, close.
              for (int i = 0; i < 3; i++) {
                peer.line();
              }
              peer.send("-4 \n-66 9.5\n");
              return;
            }
            peer.send(PROBED);
          }
        });
    Capability manage = depot.capability(CapabilityKind.MANAGE);
    Clients.get(client.probe(manage));
    Clients.get(client.probe(manage));
    var gone = new org.datalogistics.ibp.AccessKey("1#gone", "7");
    var dead = client.probe(new Capability(depot.address(), gone, CapabilityKind.MANAGE));
    List<CompletableFuture<AllocationStatus>> others = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      others.add(client.probe(manage));
    }
    assertThat(Clients.error(dead, IbpError.CAP_NOT_FOUND).isGone()).isTrue();
    others.forEach(Clients::get);
    assertThat(depot.connections()).isEqualTo(2);
  }

  /** Behind a refused store on a shared connection there are another store and a probe. */
  private List<CompletableFuture<?>> startRefusingAStoreAmongOthers(String behind)
      throws IOException {
    start(
        Clients.config().connectionsPerDepot(1).pipelineDepth(4),
        peer -> {
          for (String line = peer.line(); line != null; line = peer.line()) {
            if (!line.startsWith("0 2 ")) {
              peer.send(PROBED);
              continue;
            }
            peer.read(5);
            if (peer.number() == 1) {
              peer.line();
              peer.read(5);
              peer.line();
              peer.send("-19 \n" + behind);
              return;
            }
            peer.send("1 \n1 5 \n");
          }
        });
    Capability manage = depot.capability(CapabilityKind.MANAGE);
    Clients.get(client.probe(manage));
    Clients.get(client.probe(manage));
    Capability write = depot.capability(CapabilityKind.WRITE);
    Payload payload = Payload.of(ByteBuffer.wrap("-1 \n\n".getBytes(US_ASCII)));
    var full = client.store(write, payload);
    List<CompletableFuture<?>> others = List.of(client.store(write, payload), client.probe(manage));
    Clients.error(full, IbpError.WOULD_EXCEED_LIMIT);
    return others;
  }

  @Test
  void nothingIsCarriedOutBehindARefusedStoreSoTheNextIsSentAgain() throws Exception {
    startRefusingAStoreAmongOthers("").forEach(Clients::get);
    assertThat(depot.connections()).isEqualTo(2);
  }

  @Test
  void theNoticeBehindARefusedStoreSaysTheSame() throws Exception {
    startRefusingAStoreAmongOthers("-66 0.5\n").forEach(Clients::get);
  }

  @Test
  void aDepotThatReadsOnBehindARefusedStoreMayHaveDoneAnything() throws Exception {
    List<CompletableFuture<?>> others = startRefusingAStoreAmongOthers("-21 \n-66 0.5\n");
    Clients.error(others.get(0), IbpError.SOCK_READ);
    Clients.get(others.get(1));
  }
}
