package org.datalogistics.ibp.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.ByteRange;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.ChecksumType;
import org.datalogistics.ibp.IbpError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Digests between the bytes of transfers (IBP spec 8). */
class NetworkChecksumTest {
  private final IbpClient client = Clients.of(Clients.config());
  private final byte[] data = new byte[5_000_000];
  private FakeDepot depot;
  @TempDir Path folder;

  NetworkChecksumTest() {
    new Random(3).nextBytes(data);
  }

  private Capability start(CapabilityKind kind, FakeDepot.Script script) throws IOException {
    depot = new FakeDepot(script);
    return depot.capability(kind);
  }

  @AfterEach
  void stop() {
    client.close();
    depot.close();
    assertThat(depot.failures).isEmpty();
  }

  /** As IBP spec 8 wants it on the wire. */
  private static byte[] onTheWire(byte[] data, int from, int length, BlockChecksum network) {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    MessageDigest digest = network.type().newDigest();
    for (long start = 0; start < length; start += network.blockSize()) {
      int at = (int) start;
      int count = (int) Math.min(network.blockSize(), length - at);
      wire.write(data, from + at, count);
      digest.update(data, from + at, count);
      wire.writeBytes(HexFormat.of().formatHex(digest.digest()).getBytes(US_ASCII));
    }
    return wire.toByteArray();
  }

  private FakeDepot.Script takes(int length, BlockChecksum network, byte[][] received) {
    return peer -> {
      peer.line();
      peer.send("1 \n");
      received[0] = peer.read((int) network.wireLength(length));
      peer.send("1 " + length + " \n");
      peer.awaitEnd();
    };
  }

  @ParameterizedTest
  @CsvSource({"MD5,10", "SHA1,65536", "SHA256,1000000", "SHA512,2147483648", "MD5,5000000"})
  void anUploadOfAFileAndOfBytesCarriesADigestBehindEachBlock(ChecksumType type, long block)
      throws Exception {
    BlockChecksum network = new BlockChecksum(type, block);
    byte[][] received = new byte[1][];
    int length = block == 10 ? 123_456 : 4_999_900;
    Capability write = start(CapabilityKind.WRITE, takes(length, network, received));
    Path file = Files.write(folder.resolve("data"), data);
    try (FileChannel channel = FileChannel.open(file)) {
      Payload payload = Payload.of(channel, 100, length);
      assertThat(Clients.get(client.checksummed(network).store(write, payload))).isEqualTo(length);
    }
    assertThat(received[0]).isEqualTo(onTheWire(data, 100, length, network));
    assertThat(depot.lines.peek())
        .startsWith("0 28 " + type.wireValue() + " " + block + " 1#keyWRITE 77 " + length + " ");
    depot.close();

    Capability again = start(CapabilityKind.WRITE, takes(length, network, received));
    ByteBuf direct = Unpooled.directBuffer(length).writeBytes(data, 100, length - 1000);
    ByteBuf rest = Unpooled.wrappedBuffer(data, 100 + length - 1000, 1000);
    Payload pieces = Payload.of(List.of(Unpooled.EMPTY_BUFFER, direct, rest));
    Clients.get(client.checksummed(network).write(again, 7, pieces));
    assertThat(received[0]).isEqualTo(onTheWire(data, 100, length, network));
    assertThat(depot.lines.peek())
        .startsWith("0 27 " + type.wireValue() + " " + block + " 1#keyWRITE 77 7 " + length + " ");
    await().until(() -> direct.refCnt() == 1);
    direct.release();
  }

  @Test
  void anEmptyUploadHasNoDigest() throws Exception {
    Capability write =
        start(
            CapabilityKind.WRITE,
            peer -> peer.answerAll(line -> line.endsWith(" 0 10") ? "1 \n1 0 \n" : "-21 \n"));
    BlockChecksum network = new BlockChecksum(ChecksumType.MD5, 10);
    assertThat(Clients.get(client.checksummed(network).store(write, Payload.of()))).isZero();
    assertThat(depot.lines).containsExactly("0 28 4 10 1#keyWRITE 77 0 10");
  }

  @Test
  void aFileThatEndsTooEarlyFailsTheUpload() throws Exception {
    Capability write =
        start(
            CapabilityKind.WRITE,
            peer -> {
              peer.line();
              peer.send("1 \n");
              peer.awaitEnd();
            });
    Path file = Files.write(folder.resolve("data"), data);
    BlockChecksum network = new BlockChecksum(ChecksumType.SHA1, 4096);
    try (FileChannel channel = FileChannel.open(file)) {
      Payload payload = Payload.of(channel, 100, data.length);
      assertThat(Clients.failure(client.checksummed(network).store(write, payload)))
          .isInstanceOf(EOFException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"MD5,10", "SHA1,65536", "SHA256,1000000", "SHA512,2147483648", "MD5,5000000"})
  void aDownloadIsVerifiedAndStripped(ChecksumType type, long block) throws Exception {
    BlockChecksum network = new BlockChecksum(type, block);
    int length = block == 10 ? 123_456 : data.length;
    Capability read =
        start(
            CapabilityKind.READ,
            peer -> {
              peer.line();
              peer.send("1 " + length + " \n");
              peer.send(onTheWire(data, 0, length, network));
              peer.line();
              peer.send("1 26 \n").send(onTheWire(data, 0, 26, network)); // A short answer.
              peer.awaitEnd();
            });
    ByteBuffer target = ByteBuffer.allocate(length);
    DepotOperations checked = client.checksummed(network);
    assertThat(Clients.get(checked.load(read, 0, length, LoadSink.to(target)))).isEqualTo(length);
    assertThat(target.array()).isEqualTo(Arrays.copyOf(data, length));
    assertThat(depot.lines.peek())
        .startsWith("0 24 " + type.wireValue() + " " + block + " 1#keyREAD 77 0 " + length + " ");
    ByteBuffer small = ByteBuffer.allocate(100);
    assertThat(Clients.get(checked.load(read, 0, 100, LoadSink.to(small)))).isEqualTo(26);
    assertThat(depot.connections()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"20,10,3", "20,10,19", "5000000,65536,70000", "5000000,5000000,4999999"})
  void aChangedByteFailsTheDownload(int length, long block, int damaged) throws Exception {
    BlockChecksum network = new BlockChecksum(ChecksumType.MD5, block);
    byte[] wire = onTheWire(data, 0, length, network);
    int place = damaged + damaged / (int) block * 32;
    wire[place] ^= 1;
    Capability read =
        start(
            CapabilityKind.READ,
            peer -> {
              peer.line();
              peer.send("1 " + length + " \n").send(wire);
              peer.awaitEnd();
            });
    AtomicLong got = new AtomicLong();
    LoadSink sink = (bytes, flow) -> got.addAndGet(bytes.readableBytes());
    var load = client.checksummed(network).load(read, 0, length, sink);
    Clients.error(load, IbpError.CHKSUM);
    if (length < 1000) {
      assertThat(got).as("what is verified at once reaches nobody").hasValue(0);
    }
  }

  @Test
  void aSlowSinkAndSlowDigestsHoldTheDepotBackAndNothingIsLost() throws Exception {
    BlockChecksum network = new BlockChecksum(ChecksumType.SHA512, 1 << 20);
    int rounds = 12;
    byte[] all = new byte[rounds * data.length];
    for (int i = 0; i < rounds; i++) {
      System.arraycopy(data, 0, all, i * data.length, data.length);
    }
    Capability read =
        start(
            CapabilityKind.READ,
            peer -> {
              peer.line();
              peer.send("1 " + all.length + " \n").send(onTheWire(all, 0, all.length, network));
              peer.awaitEnd();
            });
    ByteBuffer target = ByteBuffer.allocate(all.length);
    Clients.get(client.checksummed(network).load(read, 0, all.length, LoadSink.to(target)));
    assertThat(target.array()).isEqualTo(all);
  }

  @Test
  void vectorsTakeTheirPiecesAsOnePayload() throws Exception {
    Capability write =
        start(
            CapabilityKind.WRITE,
            peer -> {
              peer.line();
              peer.send("1 \n");
              assertThat(new String(peer.read(5), US_ASCII)).isEqualTo("XYZqq");
              peer.send("1 5 \n");
              peer.line();
              peer.send("1 \n");
              // The transcript of IBP spec 7.4.
              String sent =
                  "abcde2fc714c4727ee9395f324cd2e7f331feffeb78cc258bdc76867354f01c22dbe43";
              assertThat(new String(peer.read(sent.length()), US_ASCII)).isEqualTo(sent);
              peer.send("1 6 \n");
              peer.line();
              peer.send("1 6 \n" + sent);
              peer.awaitEnd();
            });
    List<ByteRange> two = List.of(new ByteRange(0, 3), new ByteRange(10, 2));
    Payload plain = Payload.of(ByteBuffer.wrap("XYZqq".getBytes(US_ASCII)));
    assertThat(Clients.get(client.writeVector(write, two, plain))).isEqualTo(5);
    DepotOperations checked = client.checksummed(new BlockChecksum(ChecksumType.MD5, 4));
    List<ByteRange> apart = List.of(new ByteRange(200, 3), new ByteRange(300, 3));
    Payload payload = Payload.of(ByteBuffer.wrap("abcdef".getBytes(US_ASCII)));
    assertThat(Clients.get(checked.writeVector(write, apart, payload))).isEqualTo(6);
    ByteBuffer target = ByteBuffer.allocate(6);
    Capability read = depot.capability(CapabilityKind.READ);
    assertThat(Clients.get(checked.readVector(read, apart, LoadSink.to(target)))).isEqualTo(6);
    assertThat(new String(target.array(), US_ASCII)).isEqualTo("abcdef");
    assertThat(depot.lines)
        .containsExactly(
            "0 33 1#keyWRITE 77 2 0 3 10 2 10",
            "0 34 4 4 1#keyWRITE 77 2 200 3 300 3 10",
            "0 36 4 4 1#keyREAD 77 2 200 3 300 3 10");
  }

  @Test
  void copiesAreAskedForWithDigestsOnlyInTheirView() throws Exception {
    Capability read = start(CapabilityKind.READ, peer -> peer.answerAll(line -> "1 10 \n"));
    Capability remote = Capability.parse("ibp://far:1/k/7/WRITE");
    Clients.get(client.send(read, remote, 0, 10));
    DepotOperations checked = client.checksummed(new BlockChecksum(ChecksumType.SHA1, 64));
    Clients.get(checked.send(read, remote, 0, 10));
    Clients.get(checked.push(read, remote, 0, 5, 10));
    Clients.get(checked.checksummed(BlockChecksum.NONE).push(read, remote, 0, 5, 10));
    assertThat(depot.lines)
        .containsExactly(
            "0 5 1#keyREAD ibp://far:1/k/7/WRITE 77 0 10 10 10 10",
            "0 25 3 64 1#keyREAD ibp://far:1/k/7/WRITE 77 0 10 10 10 10",
            "0 22 3 64 1 1#keyREAD ibp://far:1/k/7/WRITE 77 0 5 10 10 10 10",
            "0 20 1 1#keyREAD ibp://far:1/k/7/WRITE 77 0 5 10 10 10 10");
  }
}
