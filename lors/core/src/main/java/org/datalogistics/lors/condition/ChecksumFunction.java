package org.datalogistics.lors.condition;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * {@code checksum}: 32 lower-case hex digits of the block's MD5, a colon, the block (exNode spec
 * 3.2). Writes true MD5; reads wide MD5 too.
 */
final class ChecksumFunction implements BlockFunction {

  static final String NAME = "checksum";

  /** Bytes in front of a block. */
  static final int HEADER = 33;

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** Digests are costly to look up and not safe for several threads. */
  private final ThreadLocal<MessageDigest> digests = ThreadLocal.withInitial(ChecksumFunction::md5);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public long storedLength(long plain) {
    return plain + HEADER;
  }

  @Override
  public long plainLength(long stored) {
    return stored > HEADER ? stored - HEADER : -1;
  }

  @Override
  public void encode(byte[] in, int inOffset, int length, byte[] out, int outOffset) {
    hex(trueMd5(in, inOffset, length), out, outOffset);
    out[outOffset + HEADER - 1] = ':';
    System.arraycopy(in, inOffset, out, outOffset + HEADER, length);
  }

  @Override
  public Quality decode(byte[] bytes, int inOffset, int length, int outOffset)
      throws CorruptDataException {
    int from = inOffset + HEADER;
    int plain = length - HEADER;
    Quality quality = verify(bytes, inOffset, from, plain);
    System.arraycopy(bytes, from, bytes, outOffset, plain);
    return quality;
  }

  private Quality verify(byte[] bytes, int header, int from, int length)
      throws CorruptDataException {
    if (bytes[header + HEADER - 1] != ':') {
      throw new CorruptDataException("a block does not start with a checksum");
    }
    byte[] computed = new byte[HEADER - 1];
    hex(trueMd5(bytes, from, length), computed, 0);
    if (matches(bytes, header, computed)) {
      return Quality.EXACT;
    }
    hex(WideMd5.digest(bytes, from, length), computed, 0);
    if (matches(bytes, header, computed)) {
      return Quality.LEGACY;
    }
    throw new CorruptDataException("a block of " + length + " bytes fails its checksum");
  }

  private static boolean matches(byte[] bytes, int header, byte[] computed) {
    return Arrays.equals(bytes, header, header + computed.length, computed, 0, computed.length);
  }

  private byte[] trueMd5(byte[] bytes, int offset, int length) {
    MessageDigest digest = digests.get();
    digest.update(bytes, offset, length);
    byte[] result = new byte[16];
    try {
      digest.digest(result, 0, result.length);
    } catch (DigestException e) {
      throw new IllegalStateException("MD5 has 16 bytes", e);
    }
    return result;
  }

  private static void hex(byte[] digest, byte[] out, int offset) {
    for (int i = 0; i < digest.length; i++) {
      out[offset + 2 * i] = HEX[(digest[i] >> 4) & 15];
      out[offset + 2 * i + 1] = HEX[digest[i] & 15];
    }
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has MD5", e);
    }
  }
}
