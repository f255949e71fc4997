package org.datalogistics.ibp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.ibp.AdminPassword;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.ByteRange;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.ChecksumType;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers that no depot should give. */
class OddAnswersTest {
  private FakeDepot depot;
  private IbpClient client;

  private void start(FakeDepot.Script script) throws IOException {
    depot = new FakeDepot(script);
    client = Clients.of(Clients.config().stallTimeout(Duration.ofMillis(500)));
  }

  @AfterEach
  void stop() {
    client.close();
    depot.close();
    assertThat(depot.failures).isEmpty();
  }

  @Test
  void manyResourcesFitInALine() throws Exception {
    StringBuilder rids = new StringBuilder("1");
    for (int i = 0; i < 10_000; i++) {
      rids.append(' ').append(i);
    }
    start(peer -> peer.answerAll(line -> rids + " \n"));
    assertThat(Clients.get(client.resources(depot.address()))).hasSize(10_000);
  }

  @Test
  void anEndlessLineIsCutOff() throws Exception {
    start(
        peer -> {
          peer.line();
          while (true) {
            peer.send("1".repeat(10_000));
          }
        });
    assertThat(Clients.error(client.resources(depot.address()), IbpError.BAD_FORMAT))
        .hasMessageContaining("a line of more than");
  }

  @Test
  void anEndlessTextIsCutOff() throws Exception {
    start(
        peer -> {
          peer.line();
          peer.send("1\n");
          while (true) {
            peer.send("hello\n".repeat(1000));
          }
        });
    Clients.error(client.version(depot.address()), IbpError.BAD_FORMAT);
  }

  @Test
  void aStatusWithAnAbsurdLengthIsRefused() throws Exception {
    start(peer -> peer.answerAll(line -> "1 99999999999 \n"));
    Clients.error(client.inquire(depot.address(), "1"), IbpError.BAD_FORMAT);
  }

  @Test
  void anUnknownCodeIsAFailure() throws Exception {
    start(peer -> peer.answerAll(line -> "0 \n"));
    Clients.error(client.probe(depot.capability(CapabilityKind.MANAGE)), IbpError.GENERIC);
  }

  @Test
  void bytesBehindAnAnswerCloseTheConnectionOnly() throws Exception {
    start(
        peer -> {
          peer.line();
          peer.send("100 0 200 0 864000 1.3.1  \n\0");
          peer.awaitEnd();
        });
    for (int i = 0; i < 5; i++) {
      Clients.get(client.inquire(depot.address(), IbpCommand.ANY_RID));
    }
  }

  @SeededTest(cases = 20)
  void nonsenseNeverHangsNorEscapesAsAnythingElse(SeededRandom random) throws Exception {
    byte[] nonsense = nonsense(random);
    start(
        peer -> {
          peer.line();
          peer.send(nonsense);
        });
    for (CompletableFuture<?> each : allOperations(Duration.ofSeconds(3))) {
      Throwable failure = Clients.failure(each);
      assertThat(failure == null || failure instanceof IOException).isTrue();
    }
  }

  @SeededTest(cases = 10)
  void nonsenseInAPipelineIsAFailureOfThoseInIt(SeededRandom random) throws Exception {
    byte[] nonsense = nonsense(random);
    int before = random.nextInt(6);
    depot =
        new FakeDepot(
            peer -> {
              for (int i = 0; i < 2; i++) {
                peer.line();
                peer.send("1 1 0 5 10 60 2 1 \n");
              }
              for (int i = 0; i < before; i++) {
                peer.line();
              }
              peer.send(nonsense);
            });
    client = Clients.of(Clients.config().connectionsPerDepot(1).pipelineDepth(16));
    var manage = depot.capability(CapabilityKind.MANAGE);
    Clients.get(client.probe(manage));
    Clients.get(client.probe(manage));
    // Some payloads have no line end, which the script would wait for: the limit ends these.
    for (CompletableFuture<?> each : allOperations(Duration.ofMillis(300))) {
      Throwable failure = Clients.failure(each);
      assertThat(failure == null || failure instanceof IOException).isTrue();
    }
  }

  private static byte[] nonsense(SeededRandom random) {
    byte[] bytes = new byte[random.nextInt(300)];
    byte[] likely = "1 -69\n \r\0abc".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    boolean any = random.nextBoolean();
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = any ? (byte) random.nextInt(256) : likely[random.nextInt(likely.length)];
    }
    return bytes;
  }

  private List<CompletableFuture<?>> allOperations(Duration limit) {
    DepotOperations limited = client.within(limit);
    var read = depot.capability(CapabilityKind.READ);
    var write = depot.capability(CapabilityKind.WRITE);
    var manage = depot.capability(CapabilityKind.MANAGE);
    var allocate =
        new IbpCommand.Allocate("0", Reliability.SOFT, AllocationType.BYTEARRAY, 60, 10, 0);
    List<CompletableFuture<?>> all = new ArrayList<>();
    all.add(limited.allocate(depot.address(), allocate));
    all.add(limited.store(write, Payload.of(ByteBuffer.allocate(1000))));
    all.add(limited.load(read, 0, 1000, LoadSink.to(ByteBuffer.allocate(1000))));
    all.add(limited.probe(manage));
    all.add(limited.decrement(manage, CapabilityKind.READ));
    all.add(limited.inquire(depot.address(), "0"));
    all.add(limited.inquire(depot.address(), "1"));
    all.add(limited.resources(depot.address()));
    all.add(limited.version(depot.address()));
    all.add(limited.send(read, write, 0, 10));
    DepotOperations checked = limited.checksummed(new BlockChecksum(ChecksumType.MD5, 7));
    all.add(checked.store(write, Payload.of(ByteBuffer.allocate(100))));
    all.add(checked.load(read, 0, 100, LoadSink.to(ByteBuffer.allocate(100))));
    all.add(checked.load(read, 0, 100_000, LoadSink.to(ByteBuffer.allocate(100_000))));
    List<ByteRange> ranges = List.of(new ByteRange(0, 50), new ByteRange(100, 50));
    all.add(limited.writeVector(write, ranges, Payload.of(ByteBuffer.allocate(100))));
    all.add(checked.readVector(read, ranges, LoadSink.to(ByteBuffer.allocate(100))));
    all.add(limited.aliases().probe(manage));
    all.add(limited.integrity().fetch(manage, LoadSink.to(ByteBuffer.allocate(1 << 16))));
    all.add(limited.inquireAll(depot.address()));
    AdminOperations admin = limited.admin(AdminPassword.NONE);
    all.add(admin.configuration(depot.address()));
    all.add(admin.corrupt(depot.address(), "1", id -> {}));
    all.add(admin.expiring(depot.address(), "1", Instant.EPOCH, 3));
    return all;
  }
}
