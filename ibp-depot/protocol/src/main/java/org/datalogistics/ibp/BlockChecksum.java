package org.datalogistics.ibp;

import java.util.Objects;

/**
 * A digest after every so many bytes: of the payload in flight, or of what is stored (IBP spec 7.1,
 * 8).
 *
 * @param type the digest
 * @param blockSize bytes between two digests, at least 1; 0 for {@link ChecksumType#NONE}
 */
public record BlockChecksum(ChecksumType type, long blockSize) {
  /** Largest block of checksums on disk in bytes (IBP spec 7.1). */
  public static final long MAX_DISK_BLOCK = 1L << 31;

  /** No checksums; on disk only. */
  public static final BlockChecksum NONE = new BlockChecksum(ChecksumType.NONE, 0);

  public BlockChecksum {
    Objects.requireNonNull(type, "type");
    if (type == ChecksumType.NONE ? blockSize != 0 : blockSize < 1) {
      throw new IllegalArgumentException(type + " checksum with blocks of " + blockSize);
    }
  }

  /** Whether nothing is checked at all. */
  public boolean isNone() {
    return type == ChecksumType.NONE;
  }

  /** How many digests go with so many bytes: one a block, the last partial one included. */
  public long blocks(long bytes) {
    return isNone() ? 0 : bytes / blockSize + (bytes % blockSize == 0 ? 0 : 1);
  }

  /**
   * Bytes on the wire of so many bytes of payload, their hexadecimal digests included (IBP spec 8).
   *
   * @throws ArithmeticException if that is more than a long can hold
   */
  public long wireLength(long bytes) {
    return Math.addExact(bytes, Math.multiplyExact(blocks(bytes), 2L * type.digestLength()));
  }
}
