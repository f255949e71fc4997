package org.datalogistics.ibp.client;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Digests as they travel: hexadecimal digits in lower case (IBP spec 8). */
final class DigestText {
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private DigestText() {}

  static void write(byte[] digest, ByteBuf to) {
    for (int place = 0; place < 2 * digest.length; place++) {
      to.writeByte(digit(digest, place));
    }
  }

  /** The digit at a place of the digest's text. */
  static byte digit(byte[] digest, int place) {
    byte value = digest[place / 2];
    return DIGITS[(place & 1) == 0 ? value >> 4 & 0xf : value & 0xf];
  }
}
