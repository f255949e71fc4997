package org.datalogistics.ibp;

import java.util.Objects;

/**
 * What GET_CHKSUM tells of the checksums on disk (IBP spec 7.12).
 *
 * @param checksum type and block size, not none
 * @param blocks how many blocks the stored data has, the last partial one included
 */
public record StoredChecksums(BlockChecksum checksum, long blocks) {
  public StoredChecksums {
    Objects.requireNonNull(checksum, "checksum");
    if (checksum.isNone()) {
      throw new IllegalArgumentException("no checksums are stored");
    }
    if (blocks < 0 || blocks > Long.MAX_VALUE / checksum.type().digestLength()) {
      throw new IllegalArgumentException(blocks + " blocks");
    }
  }

  /** Bytes of all digests together, binary. */
  public long digestBytes() {
    return blocks * checksum.type().digestLength();
  }
}
