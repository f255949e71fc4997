package org.datalogistics.ibp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** The digests that requests can ask for, on the wire or on disk (IBP spec 3.2, 8). */
public enum ChecksumType {
  /** No checksum; on disk only. */
  NONE(0, 0, ""),
  SHA256(1, 32, "SHA-256"),
  SHA512(2, 64, "SHA-512"),
  SHA1(3, 20, "SHA-1"),
  MD5(4, 16, "MD5");

  private final int wireValue;
  private final int digestLength;
  private final String algorithm;

  ChecksumType(int wireValue, int digestLength, String algorithm) {
    this.wireValue = wireValue;
    this.digestLength = digestLength;
    this.algorithm = algorithm;
  }

  /** The number on the wire. */
  public int wireValue() {
    return wireValue;
  }

  /** Bytes of a digest, 0 for none; on the wire each byte is two hexadecimal digits. */
  public int digestLength() {
    return digestLength;
  }

  /** What {@link MessageDigest} calls it; empty for none. */
  public String algorithm() {
    return algorithm;
  }

  /**
   * A fresh digest of this type.
   *
   * @throws IllegalStateException for none, or if this Java lacks the algorithm
   */
  public MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no digest of type " + this, e);
    }
  }

  /** The type with that number, or null. */
  public static @Nullable ChecksumType ofWire(long value) {
    return switch ((int) Math.max(-1, Math.min(value, 5))) {
      case 0 -> NONE;
      case 1 -> SHA256;
      case 2 -> SHA512;
      case 3 -> SHA1;
      case 4 -> MD5;
      default -> null;
    };
  }
}
