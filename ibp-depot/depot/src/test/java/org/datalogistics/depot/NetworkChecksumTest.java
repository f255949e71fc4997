package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datalogistics.depot.TestDepot.SOON;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.testkit.RawClient;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededRandomExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Digests between the bytes of uploads and downloads (IBP spec 8), of any type and block. */
@ExtendWith(SeededRandomExtension.class)
class NetworkChecksumTest {
  private static final String[] ALGORITHMS = {"", "SHA-256", "SHA-512", "SHA-1", "MD5"};

  @TempDir Path folder;

  /** The bytes as they travel. */
  private static byte[] wire(byte[] payload, int type, long block) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at < payload.length; at += (int) Math.min(block, payload.length)) {
      int end = (int) Math.min(payload.length, at + Math.min(block, payload.length));
      out.write(payload, at, end - at);
      out.writeBytes(hex(Arrays.copyOfRange(payload, at, end), type));
    }
    return out.toByteArray();
  }

  private static byte[] hex(byte[] block, int type) {
    try {
      byte[] digest = MessageDigest.getInstance(ALGORITHMS[type]).digest(block);
      return HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 20000",
    "2, 1, 20000",
    "3, 7, 100000",
    "4, 1, 100000",
    "4, 64, 300000",
    "1, 65536, 1000000",
    "2, 65537, 65537",
    "3, 1000000, 3000000",
    "4, 9223372036854775807, 3000000",
    "1, 4096, 4096"
  })
  void whatIsStoredComesBackWithItsDigests(int type, long block, int length, SeededRandom random)
      throws IOException {
    byte[] payload = random.bytes(length);
    byte[] wire = wire(payload, type, block);
    String checksum = type + " " + block + " ";
    try (TestDepot depot = TestDepot.start(folder);
        RawClient client = depot.connect()) {
      Keys keys = depot.allocate(client, length);
      client.send("1 28 " + checksum + keys.write() + " 1 " + length + " 30\n").send(wire);
      client.expect("1 \n1 " + length + " \n");
      client.send("1 24 " + checksum + keys.read() + " 1 0 " + length + " 30\n");
      client.expect("1 " + length + " \n").expect(wire);
      client.send("1 8 " + keys.read() + " 1 0 " + length + " 30\n");
      client.expect("1 " + length + " \n").expect(payload);
    }
  }

  @Test
  void blocksRunOverThePiecesOfAVector() throws IOException {
    byte[] wire = wire("abcdefghij".getBytes(StandardCharsets.US_ASCII), 4, 4);
    try (TestDepot depot = TestDepot.start(folder);
        RawClient client = depot.connect()) {
      Keys keys = depot.allocate(client, 1000);
      client.send("1 34 4 4 " + keys.write() + " 1 3 200 3 300 3 0 4 30\n").send(wire);
      client.expect("1 \n1 10 \n");
      client.send("1 36 4 4 " + keys.read() + " 1 3 200 3 300 3 0 4 30\n");
      client.expect("1 10 \n").expect(wire);
      client.send("1 8 " + keys.read() + " 1 300 3 30\n").expect("1 3 \ndef");
      client.send("1 36 4 4 " + keys.read() + " 1 0 30\n").expect("1 0 \n");
      client.send("1 34 4 4 " + keys.write() + " 1 0 30\n").expect("1 \n1 0 \n");
    }
  }

  @Test
  void thousandsOfSmallPiecesComeInTheirOrder(SeededRandom random) throws IOException {
    byte[] stored = random.bytes(1_000_000);
    try (TestDepot depot = TestDepot.start(folder);
        RawClient client = depot.connect()) {
      Keys keys = depot.allocate(client, stored.length);
      client.send("1 2 " + keys.write() + " 1 " + stored.length + " 30\n").send(stored);
      client.expect("1 \n1 " + stored.length + " \n");
      StringBuilder pieces = new StringBuilder();
      ByteArrayOutputStream expected = new ByteArrayOutputStream();
      for (int i = 0; i < 2000; i++) {
        int length = i % 500 == 0 ? 200_000 : random.between(0, 300);
        int offset = random.between(0, stored.length - length);
        pieces.append(' ').append(offset).append(' ').append(length);
        expected.write(stored, offset, length);
      }
      byte[] payload = expected.toByteArray();
      client.send("1 35 " + keys.read() + " 1 2000" + pieces + " 30\n");
      client.expect("1 " + payload.length + " \n").expect(payload);
      client.send("1 36 3 1000 " + keys.read() + " 1 2000" + pieces + " 30\n");
      client.expect("1 " + payload.length + " \n").expect(wire(payload, 3, 1000));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aWrongDigestIsToldAndNothingCounts(boolean ahead) throws IOException {
    String payload = "abcdefghijklmno";
    byte[] wire = wire(payload.getBytes(StandardCharsets.US_ASCII), 4, 10);
    int[] places = {0, 9, 10, 41, 42, 46, 47, 78};
    try (TestDepot depot = TestDepot.start(folder);
        RawClient witness = depot.connect()) {
      Keys keys = depot.allocate(witness, 1000);
      for (int place : places) {
        byte[] wrong = wire.clone();
        wrong[place] ^= 1;
        String line = "1 28 4 10 " + keys.write() + " 1 " + payload.length() + " 30\n";
        try (RawClient client = depot.connect()) {
          if (ahead) {
            client.send((line + new String(wrong, StandardCharsets.ISO_8859_1)));
          } else {
            client.send(line).expect("1 \n").send(wrong);
          }
          client.expect(ahead ? "1 \n-63 \n" : "-63 \n");
          assertThat(client.readLine()).startsWith("-66 ");
          client.expectEof(SOON);
        }
        witness.send("1 9 " + keys.manage() + " 1 40 3 0 0 0 30\n").expect("1 1 0 0 1000 ");
        witness.readLine();
      }
    }
  }

  @Test
  void digestsMayComeInPiecesAndTheNextRequestBehindThem() throws IOException {
    byte[] wire = wire("abcdefghijklmnopqrst".getBytes(StandardCharsets.US_ASCII), 1, 6);
    try (TestDepot depot = TestDepot.start(folder);
        RawClient client = depot.connect()) {
      Keys keys = depot.allocate(client, 1000);
      client.send("1 27 1 6 " + keys.write() + " 1 5 20 30\n").expect("1 \n");
      for (int at = 0; at < wire.length; at++) {
        client.send(new byte[] {wire[at]});
      }
      client.send("1 24 1 6 " + keys.read() + " 1 5 20 30\n1 4 3 30\n");
      client.expect("1 20 \n1 20 \n").expect(wire).expect("1 1 \n");
    }
  }
}
