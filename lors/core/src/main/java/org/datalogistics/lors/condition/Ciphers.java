package org.datalogistics.lors.condition;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** The ciphers of the Java runtime. */
final class Ciphers {
  private static final int STEP = 4 << 10;

  private Ciphers() {}

  static Cipher get(String transformation) {
    try {
      return Cipher.getInstance(transformation);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the Java runtime has no " + transformation, e);
    }
  }

  /**
   * Takes whole units of a cipher without padding through it, in steps: only compiled callers reach
   * the processor's instructions, and what is called often is compiled early.
   */
  static int update(Cipher cipher, byte[] in, int offset, int length, byte[] out, int outOffset)
      throws GeneralSecurityException {
    int written = 0;
    for (int at = 0; at < length; at += STEP) {
      int step = Math.min(STEP, length - at);
      written += cipher.update(in, offset + at, step, out, outOffset + written);
    }
    return written;
  }

  /** For what cannot happen with keys and lengths that were checked. */
  static IllegalStateException impossible(GeneralSecurityException e) {
    return new IllegalStateException("a cipher refuses checked arguments: " + e.getMessage(), e);
  }
}
