package org.datalogistics.ibp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.IbpError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Payload both ways, over epoll where there is one and over NIO. */
@ParameterizedClass(name = "native allowed: {0}")
@ValueSource(booleans = {true, false})
class TransferTest {
  private final IbpClient client;
  private final byte[] data = new byte[3_000_000];
  private final List<FakeDepot> depots = new ArrayList<>();
  @TempDir Path folder;

  TransferTest(boolean nativeAllowed) {
    client = new IbpClient(Clients.config().build(), new Random(1), nativeAllowed);
    new Random(7).nextBytes(data);
  }

  @AfterEach
  void stop() {
    client.close();
    depots.forEach(FakeDepot::close);
    assertThat(depots).allSatisfy(depot -> assertThat(depot.failures).isEmpty());
  }

  private FakeDepot depot(FakeDepot.Script script) throws IOException {
    FakeDepot depot = new FakeDepot(script);
    depots.add(depot);
    return depot;
  }

  private static void takeUpload(Peer peer, int length, byte[] target) throws IOException {
    peer.line();
    peer.send("1 \n");
    byte[] got = peer.read(length);
    System.arraycopy(got, 0, target, 0, got.length);
    peer.send("1 " + length + " \n");
  }

  @Test
  void storesBuffersOfEveryKindAsOnePayload() throws Exception {
    byte[] received = new byte[data.length];
    FakeDepot depot =
        depot(
            peer -> {
              takeUpload(peer, data.length, received);
              peer.awaitEnd();
            });
    ByteBuffer direct = ByteBuffer.allocateDirect(1_000_000);
    direct.put(data, 0, 1_000_000).flip();
    ByteBuffer heap = ByteBuffer.wrap(data, 1_000_000, data.length - 1_000_000);
    Payload payload = Payload.of(direct, ByteBuffer.allocate(0), heap);
    var write = depot.capability(CapabilityKind.WRITE);
    assertThat(Clients.get(client.store(write, payload))).isEqualTo(data.length);
    assertThat(received).isEqualTo(data);
    assertThat(depot.lines).containsExactly("0 2 1#keyWRITE 77 3000000 55");
  }

  @Test
  void leavesBuffersToTheCaller() throws Exception {
    FakeDepot depot = depot(peer -> takeUpload(peer, 10, new byte[10]));
    ByteBuf buffer = Unpooled.directBuffer(20).writeBytes(data, 0, 20).skipBytes(10);
    Capability write = depot.capability(CapabilityKind.WRITE);
    Clients.get(client.write(write, 5, Payload.of(List.of(buffer))));
    await().until(() -> buffer.refCnt() == 1);
    assertThat(buffer.readableBytes()).isEqualTo(10);
    buffer.release();
    assertThat(depot.lines.peek()).startsWith("0 13 1#keyWRITE 77 5 10 ");
  }

  @Test
  void storesARangeOfAFileAndLeavesItOpen() throws Exception {
    byte[] received = new byte[data.length - 100];
    FakeDepot depot = depot(peer -> takeUpload(peer, received.length, received));
    Path file = Files.write(folder.resolve("data"), data);
    try (FileChannel channel = FileChannel.open(file)) {
      Payload payload = Payload.of(channel, 100, received.length);
      Clients.get(client.store(depot.capability(CapabilityKind.WRITE), payload));
      assertThat(channel.isOpen()).isTrue();
      assertThat(channel.position()).isZero();
    }
    assertThat(received).isEqualTo(Arrays.copyOfRange(data, 100, data.length));
  }

  @Test
  void aFileThatIsTooShortFailsTheCall() throws Exception {
    FakeDepot depot =
        depot(
            peer -> {
              peer.line();
              peer.send("1 \n");
              peer.awaitEnd();
            });
    Path file = Files.write(folder.resolve("data"), Arrays.copyOf(data, 200_000));
    var write = depot.capability(CapabilityKind.WRITE);
    try (FileChannel channel = FileChannel.open(file)) {
      Throwable atOnce = Clients.failure(client.store(write, Payload.of(channel, 199_000, 1001)));
      assertThat(atOnce).isInstanceOf(java.io.EOFException.class);
      Throwable later = Clients.failure(client.store(write, Payload.of(channel, 0, 300_000)));
      assertThat(later).isInstanceOf(IOException.class);
    }
  }

  @Test
  void loadsIntoABuffer() throws Exception {
    FakeDepot depot =
        depot(
            peer -> {
              peer.line();
              peer.send("1 3000000 \n").send(data);
              peer.line();
              peer.send("1 5\nworld");
              peer.awaitEnd();
            });
    Capability read = depot.capability(CapabilityKind.READ);
    ByteBuffer target = ByteBuffer.allocateDirect(data.length);
    assertThat(Clients.get(client.load(read, 17, data.length, LoadSink.to(target))))
        .isEqualTo(data.length);
    assertThat(target.flip()).isEqualTo(ByteBuffer.wrap(data));
    // The second is a short answer, on the same connection.
    ByteBuffer small = ByteBuffer.allocate(100);
    assertThat(Clients.get(client.load(read, 6, 100, LoadSink.to(small)))).isEqualTo(5);
    assertThat(new String(small.array(), 0, 5, java.nio.charset.StandardCharsets.US_ASCII))
        .isEqualTo("world");
    assertThat(depot.connections()).isEqualTo(1);
    assertThat(depot.lines)
        .containsExactly("0 8 1#keyREAD 77 17 3000000 55", "0 8 1#keyREAD 77 6 100 10");
  }

  @Test
  void loadsIntoAFileAtAPosition() throws Exception {
    FakeDepot depot =
        depot(
            peer -> {
              peer.line();
              peer.send("1 3000000 \n").send(data);
              peer.awaitEnd();
            });
    Path file = folder.resolve("target");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      var sink = LoadSink.to(channel, 1000);
      Clients.get(client.load(depot.capability(CapabilityKind.READ), 0, data.length, sink));
    }
    byte[] bytes = Files.readAllBytes(file);
    assertThat(Arrays.copyOfRange(bytes, 1000, bytes.length)).isEqualTo(data);
  }

  @Test
  void largeTransfersArriveInLargeBuffers() throws Exception {
    FakeDepot depot =
        depot(
            peer -> {
              peer.line();
              peer.send("1 30000000 \n");
              for (int i = 0; i < 10; i++) {
                peer.send(data);
              }
              peer.awaitEnd();
            });
    AtomicInteger largest = new AtomicInteger();
    LoadSink sink =
        (bytes, flow) -> {
          assertThat(bytes.hasArray()).isFalse();
          largest.accumulateAndGet(bytes.readableBytes(), Math::max);
        };
    Clients.get(client.load(depot.capability(CapabilityKind.READ), 0, 30_000_000, sink));
    assertThat(largest.get()).isGreaterThanOrEqualTo(256 << 10);
  }

  @Test
  void aPausedSinkHoldsTheDepotBack() throws Exception {
    long length = 200_000_000;
    AtomicInteger sent = new AtomicInteger();
    FakeDepot depot =
        depot(
            peer -> {
              peer.line();
              peer.send("1 " + length + " \n");
              for (long left = length; left > 0; left -= 1_000_000) {
                peer.send(Arrays.copyOf(data, 1_000_000));
                sent.incrementAndGet();
              }
              peer.awaitEnd();
            });
    AtomicReference<LoadSink.Flow> paused = new AtomicReference<>();
    LoadSink sink =
        (bytes, flow) -> {
          if (paused.compareAndSet(null, flow)) {
            flow.pause();
          }
        };
    var done = client.load(depot.capability(CapabilityKind.READ), 0, length, sink);
    await().until(() -> paused.get() != null);
    // The depot gets stuck when the socket buffers are full: nothing moves any more.
    AtomicInteger before = new AtomicInteger(-1);
    await()
        .pollInterval(java.time.Duration.ofMillis(200))
        .until(() -> before.getAndSet(sent.get()) == sent.get());
    assertThat(sent.get()).isLessThan(100);
    assertThat(done).isNotDone();
    paused.get().resume();
    assertThat(Clients.get(done)).isEqualTo(length);
  }

  @Test
  void aFailingSinkEndsTheTransferWithItsOwnException() throws Exception {
    FakeDepot depot =
        depot(
            peer -> {
              peer.line();
              peer.send("1 3000000 \n").send(Arrays.copyOf(data, 1000));
              peer.awaitEnd();
            });
    IOException full = new IOException("no space left");
    LoadSink sink =
        (bytes, flow) -> {
          throw full;
        };
    CompletableFuture<Long> done =
        client.load(depot.capability(CapabilityKind.READ), 0, 3_000_000, sink);
    assertThat(Clients.failure(done)).isSameAs(full);
  }

  @Test
  void moreBytesThanAskedForAreRefused() throws Exception {
    FakeDepot depot =
        depot(
            peer -> {
              peer.line();
              peer.send("1 11 \nhello world");
              peer.awaitEnd();
            });
    var done =
        client.load(
            depot.capability(CapabilityKind.READ), 0, 10, LoadSink.to(ByteBuffer.allocate(10)));
    Clients.error(done, IbpError.BAD_FORMAT);
  }

  @Test
  void aRefusalCutsTheRestOfThePayloadAndItsCodeArrives() throws Exception {
    // Everything at once, as a depot does that never reads the payload: answer, notice, reset.
    FakeDepot depot =
        depot(
            peer -> {
              peer.line();
              peer.send("-4 \n-66 0.033203\n");
            });
    byte[] large = new byte[20_000_000];
    for (int i = 0; i < 20; i++) {
      var done =
          client.store(depot.capability(CapabilityKind.WRITE), Payload.of(ByteBuffer.wrap(large)));
      assertThat(Clients.error(done, IbpError.CAP_NOT_FOUND))
          .hasMessageContaining("STORE of 20000000 bytes on " + depot.address());
    }
    Path file = Files.write(folder.resolve("large"), large);
    try (FileChannel channel = FileChannel.open(file)) {
      Payload payload = Payload.of(channel, 0, large.length);
      var done = client.store(depot.capability(CapabilityKind.WRITE), payload);
      Clients.error(done, IbpError.CAP_NOT_FOUND);
    }
  }

  @Test
  void aRefusalFromADepotThatKeepsReadingEndsTheTransferToo() throws Exception {
    AtomicInteger ends = new AtomicInteger();
    FakeDepot depot =
        depot(
            peer -> {
              peer.line();
              peer.send("-19 \n");
              try {
                peer.awaitEnd();
              } finally {
                ends.incrementAndGet();
              }
            });
    var payload = Payload.of(ByteBuffer.allocateDirect(100_000_000));
    Clients.error(
        client.store(depot.capability(CapabilityKind.WRITE), payload), IbpError.WOULD_EXCEED_LIMIT);
    await().until(() -> ends.get() == 1);
  }

  @Test
  void aDepotThatTookLessThanItShouldIsAnError() throws Exception {
    FakeDepot depot =
        depot(
            peer -> {
              peer.line();
              peer.send("1 \n");
              peer.read(10);
              peer.send("1 9 \n");
              peer.awaitEnd();
            });
    var payload = Payload.of(ByteBuffer.allocate(10));
    Clients.error(
        client.store(depot.capability(CapabilityKind.WRITE), payload), IbpError.FILE_WRITE);
  }
}
