package org.datalogistics.depot.integrity;

/** What is known of a full block, as it stands in a sums file: its CRC and a state. */
final class Sum {
  /** Nothing: being changed, or never computed. */
  static final long UNKNOWN = 0;

  private static final long KNOWN = 1L << 32;
  private static final long DAMAGED = 2L << 32;

  private Sum() {}

  /** The block has that CRC. */
  static long known(int crc) {
    return KNOWN | Integer.toUnsignedLong(crc);
  }

  /** The block is not what was stored; with that CRC it would be. */
  static long damaged(int crc) {
    return DAMAGED | Integer.toUnsignedLong(crc);
  }

  static boolean isKnown(long sum) {
    return sum >>> 32 == KNOWN >>> 32;
  }

  static boolean isDamaged(long sum) {
    return sum >>> 32 == DAMAGED >>> 32;
  }

  static int crc(long sum) {
    return (int) sum;
  }
}
