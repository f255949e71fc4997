package org.datalogistics.depot.payload;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Digests as they travel: hexadecimal digits in lower case (IBP spec 8). */
final class DigestText {
  /** Of SHA-512, bytes. */
  static final int LONGEST = 128;

  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private DigestText() {}

  static void write(byte[] digest, ByteBuf to) {
    for (byte value : digest) {
      to.writeByte(DIGITS[value >> 4 & 0xf]).writeByte(DIGITS[value & 0xf]);
    }
  }

  /** The digit at a place of the digest's text. */
  static byte digit(byte[] digest, int place) {
    byte value = digest[place / 2];
    return DIGITS[(place & 1) == 0 ? value >> 4 & 0xf : value & 0xf];
  }
}
