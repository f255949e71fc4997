package org.datalogistics.lors.condition;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.random.RandomGenerator;

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

  /** A key of random bytes. */
  public static SharedKey fresh(RandomGenerator random) {
    byte[] bytes = new byte[LENGTH];
    random.nextBytes(bytes);
    return new SharedKey(bytes);
  }

  /**
   * The key that the content of a file says: {@value #LENGTH} bytes, or the text of twice as many
   * hexadecimal digits, or base64 of either alphabet; white space around a text is ignored.
   *
   * @throws IllegalArgumentException when it is none of these; the message does not show it
   */
  public static SharedKey parse(byte[] content) {
    if (content.length == LENGTH) {
      return new SharedKey(content);
    }
    String text = new String(content, StandardCharsets.ISO_8859_1).strip();
    try {
      if (text.length() == 2 * LENGTH) {
        return new SharedKey(Hex.parse(text));
      }
      byte[] bytes = Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
      if (bytes.length == LENGTH) {
        return new SharedKey(bytes);
      }
    } catch (IllegalArgumentException e) {
      // Told below, without what the decoders say: it can show parts of a key.
    }
    throw new IllegalArgumentException(
        "a key is 32 bytes, or 64 hexadecimal digits, or 44 characters of base64; this is neither");
  }

  /** Its bytes as hexadecimal digits, for the file in which it is kept. */
  public String print() {
    return Hex.print(bytes);
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
