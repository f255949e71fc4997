package org.datalogistics.depot.allocation;

import java.util.Objects;
import org.datalogistics.ibp.BlockChecksum;

/**
 * How stored bytes are guarded.
 *
 * @param crc whether CRCs of blocks are kept
 * @param digest what a client asked for (IBP spec 7.1), or {@link BlockChecksum#NONE}
 * @param damaged whether some block is known not to be what was stored
 */
public record Protection(boolean crc, BlockChecksum digest, boolean damaged) {
  /** Block CRCs, no digests. */
  public static final Protection CRC = new Protection(true, BlockChecksum.NONE, false);

  /** Nothing is kept. */
  public static final Protection NONE = new Protection(false, BlockChecksum.NONE, false);

  public Protection {
    Objects.requireNonNull(digest, "digest");
  }

  public Protection withDigest(BlockChecksum next) {
    return new Protection(crc, next, damaged);
  }

  public Protection withDamaged(boolean next) {
    return new Protection(crc, digest, next);
  }

  /** Bytes that so many bytes and their digests take; the largest number if it is even more. */
  long charge(long bytes) {
    long blocks = digest.blocks(bytes);
    int length = digest.type().digestLength();
    return blocks > 0 && length > (Long.MAX_VALUE - bytes) / blocks
        ? Long.MAX_VALUE
        : bytes + blocks * length;
  }
}
