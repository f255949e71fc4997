package org.datalogistics.depot.allocation;

import java.security.MessageDigest;
import java.util.Objects;
import org.datalogistics.ibp.CapabilityKind;

/**
 * Salted hashes of the three keys of an allocation. The keys themselves are stored nowhere: whoever
 * reads the metadata can not use the allocations.
 */
public final class KeyHashes {
  /** Bytes of one hash. */
  public static final int LENGTH = 16;

  private final byte[] read;
  private final byte[] write;
  private final byte[] manage;

  public KeyHashes(byte[] read, byte[] write, byte[] manage) {
    this.read = requireLength(read);
    this.write = requireLength(write);
    this.manage = requireLength(manage);
  }

  /** Whether the hash is that of the key of this kind; takes the same time for every wrong hash. */
  public boolean matches(CapabilityKind kind, byte[] hash) {
    return MessageDigest.isEqual(of(kind), hash);
  }

  /** The stored hash, not to be changed. */
  public byte[] of(CapabilityKind kind) {
    return switch (kind) {
      case READ -> read;
      case WRITE -> write;
      case MANAGE -> manage;
    };
  }

  private static byte[] requireLength(byte[] hash) {
    Objects.requireNonNull(hash, "hash");
    if (hash.length != LENGTH) {
      throw new IllegalArgumentException("key hash of " + hash.length + " bytes");
    }
    return hash;
  }
}
