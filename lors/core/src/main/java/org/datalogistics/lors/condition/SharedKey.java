package org.datalogistics.lors.condition;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A key of 256 bits that people keep apart from the exNodes. A secret: its text form shows the id
 * only.
 */
public final class SharedKey {
  /** Bytes of a key. */
  public static final int LENGTH = 32;

  private static final byte[] ID_CONTEXT = "lors key id".getBytes(StandardCharsets.US_ASCII);

  private final byte[] bytes;
  private final String id;

  /**
   * A key.
   *
   * @param bytes {@value #LENGTH} random bytes, copied
   */
  public SharedKey(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a key has " + LENGTH + " bytes, not " + bytes.length);
    }
    this.bytes = bytes.clone();
    this.id = id(bytes);
  }

  /** What exNodes call it: 16 hex digits that tell nothing about the key. */
  public String id() {
    return id;
  }

  /** A copy of its bytes. */
  byte[] bytes() {
    return bytes.clone();
  }

  private static String id(byte[] key) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(ID_CONTEXT);
      return Hex.print(sha256.digest(key)).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** The id, never the key. */
  @Override
  public String toString() {
    return "key " + id;
  }
}
