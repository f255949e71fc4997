package org.datalogistics.lors.condition;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests of parts of arrays. For one thread. */
final class BlockDigest {
  /**
   * Bytes given to the digest at once. Only compiled callers reach the processor's instructions: in
   * short steps they are compiled early.
   */
  private static final int STEP = 8 << 10;

  private final MessageDigest digest;

  BlockDigest(String algorithm) {
    try {
      digest = MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has " + algorithm, e);
    }
  }

  byte[] of(byte[] bytes, int offset, int length) {
    int end = offset + length;
    for (int at = offset; at < end; at += STEP) {
      digest.update(bytes, at, Math.min(STEP, end - at));
    }
    return digest.digest();
  }
}
