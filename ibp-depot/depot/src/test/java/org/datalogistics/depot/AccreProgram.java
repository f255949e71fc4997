package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.testkit.RawClient;
import org.jspecify.annotations.Nullable;

/**
 * Speaks as the programs on the ACCRE client library do: version 1, double blanks, payload right
 * behind its request, timeout 30, a new connection after an error; every transfer with digests if
 * asked to (IBP spec 8, 13, appendix A.4).
 */
final class AccreProgram implements AutoCloseable {
  private final TestDepot depot;
  private final @Nullable BlockChecksum network;
  private final @Nullable BlockChecksum disk;
  private RawClient client;

  /**
   * @param network digests in transfers, or null
   * @param disk digests on disk, or null for the depot's choice
   */
  AccreProgram(TestDepot depot, @Nullable BlockChecksum network, @Nullable BlockChecksum disk) {
    this.depot = depot;
    this.network = network;
    this.disk = disk;
    this.client = depot.connect();
  }

  /** A byte array on resource 1, hard. */
  Keys allocate(long size, long seconds) {
    client.send("1 " + command(1, 29, disk) + " 1 2 1 " + seconds + " " + size + " 30\n");
    return Keys.of(client.readLine(), depot.port());
  }

  Keys split(Keys master, long size) {
    client.send(splitLine(master, size));
    return Keys.of(client.readLine(), depot.port());
  }

  void splitFails(Keys master, long size) {
    client.send(splitLine(master, size));
    refused();
  }

  private String splitLine(Keys master, long size) {
    return "1 "
        + command(18, 30, disk)
        + " "
        + master.manage()
        + " 3862277 2 1 900 "
        + size
        + " 30\n";
  }

  /** Sends a line and expects the plain success. */
  void succeeds(String line) {
    client.send(line + "\n").expectLine("1 ");
  }

  /** Sends a line and expects an error; the connection may end. */
  void fails(String line) {
    client.send(line + "\n");
    refused();
  }

  /** Sends a line and gives the three new capabilities of the answer. */
  Keys gives(String line) {
    return Keys.of(client.send(line + "\n").readLine(), depot.port());
  }

  /** Sends a line and gives the answer's numbers behind the success. */
  long[] numbers(String line) {
    String[] parts = client.send(line + "\n").readLine().trim().split(" ");
    assertThat(parts[0]).isEqualTo("1");
    return Arrays.stream(parts).skip(1).mapToLong(Long::parseLong).toArray();
  }

  /** Size and leased size as MANAGE PROBE tells them. */
  void probes(Keys keys, long size, long maxSize) {
    long[] told = numbers("1 9 " + keys.manage() + " 3862277 40 3 0 0 0 30 ");
    assertThat(told[2]).as("size").isEqualTo(size);
    assertThat(told[3]).as("leased size").isEqualTo(maxSize);
  }

  void store(Keys keys, byte[] bytes) {
    upload(command(2, 28, network) + " " + keys.write() + " 3862277 " + bytes.length, bytes);
    uploaded(bytes.length);
  }

  void write(Keys keys, long offset, byte[] bytes) {
    sendWrite(keys, offset, bytes);
    uploaded(bytes.length);
  }

  void writeFails(Keys keys, long offset, byte[] bytes) {
    sendWrite(keys, offset, bytes);
    refused();
  }

  /** Only sends, as several requests are under way on a connection; {@link #uploaded} follows. */
  void sendWrite(Keys keys, long offset, byte[] bytes) {
    upload(
        command(13, 27, network) + " " + keys.write() + " 3862277 " + offset + " " + bytes.length,
        bytes);
  }

  void uploaded(long length) {
    client.expectLine("1 ").expectLine("1 " + length + " ");
  }

  /** Pieces of one size, one behind the other, from the start. */
  void vectorWrite(Keys keys, int piece, byte[] bytes) {
    upload(
        command(33, 34, network) + " " + keys.write() + " 3862277" + vector(piece, bytes.length),
        bytes);
    uploaded(bytes.length);
  }

  byte[] vectorRead(Keys keys, int piece, int length) {
    client.send(
        "1 "
            + command(35, 36, network)
            + " "
            + keys.read()
            + " 3862277"
            + vector(piece, length)
            + " 30\n");
    return loaded(length);
  }

  byte[] load(Keys keys, long offset, int length) {
    sendLoad(keys, offset, length);
    return loaded(length);
  }

  void loadFails(Keys keys, long offset, int length) {
    sendLoad(keys, offset, length);
    refused();
  }

  void sendLoad(Keys keys, long offset, int length) {
    client.send(
        "1 "
            + command(8, 24, network)
            + " "
            + keys.read()
            + " 3862277 "
            + offset
            + " "
            + length
            + " 30\n");
  }

  byte[] loaded(int length) {
    client.expectLine("1 " + length + " ");
    if (network == null) {
      return client.readFully(length);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(length);
    while (bytes.size() < length) {
      byte[] block = client.readFully((int) Math.min(network.blockSize(), length - bytes.size()));
      client.expect(digest(network, block));
      bytes.writeBytes(block);
    }
    return bytes.toByteArray();
  }

  /** Drops the last read reference. */
  void remove(Keys keys) {
    succeeds("1 9 " + keys.manage() + " 3862277 42 1 30");
  }

  private void upload(String request, byte[] bytes) {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    sent.writeBytes(("1 " + request + " 30\n").getBytes(StandardCharsets.US_ASCII));
    if (network == null) {
      sent.writeBytes(bytes);
    } else {
      for (int at = 0; at < bytes.length; at += (int) network.blockSize()) {
        int end = (int) Math.min(bytes.length, at + network.blockSize());
        byte[] block = Arrays.copyOfRange(bytes, at, end);
        sent.writeBytes(block);
        sent.writeBytes(digest(network, block).getBytes(StandardCharsets.US_ASCII));
      }
    }
    client.send(sent.toByteArray());
  }

  private void refused() {
    assertThat(client.readLine()).startsWith("-");
    client.close();
    client = depot.connect();
  }

  private static String command(int plain, int withChecksum, @Nullable BlockChecksum checksum) {
    return checksum == null
        ? plain + ""
        : withChecksum + " " + checksum.type().wireValue() + " " + checksum.blockSize();
  }

  private static String vector(int piece, int length) {
    StringBuilder text = new StringBuilder();
    int count = 0;
    for (int at = 0; at < length; at += piece) {
      text.append(' ').append(at).append(' ').append(Math.min(piece, length - at));
      count++;
    }
    return " " + count + text;
  }

  private static String digest(BlockChecksum checksum, byte[] block) {
    return HexFormat.of().formatHex(checksum.type().newDigest().digest(block));
  }

  @Override
  public void close() {
    client.close();
  }
}
