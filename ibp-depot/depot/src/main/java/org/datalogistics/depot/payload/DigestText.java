package org.datalogistics.depot.payload;

import java.nio.charset.StandardCharsets;

/** Digests as they travel: hexadecimal digits in lower case (IBP spec 8). */
final class DigestText {
  /** Of SHA-512, bytes. */
  static final int LONGEST = 128;

  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private DigestText() {}

  /** The text of a digest. */
  static byte[] of(byte[] digest) {
    byte[] text = new byte[2 * digest.length];
    for (int i = 0; i < digest.length; i++) {
      text[2 * i] = DIGITS[digest[i] >> 4 & 0xf];
      text[2 * i + 1] = DIGITS[digest[i] & 0xf];
    }
    return text;
  }
}
