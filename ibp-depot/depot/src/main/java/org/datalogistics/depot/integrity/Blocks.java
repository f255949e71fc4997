package org.datalogistics.depot.integrity;

/** The blocks of a data file that have a CRC each. */
public final class Blocks {
  /** Bytes of a full block. */
  public static final int SIZE = 64 * 1024;

  /** The CRC of a full block of zeros. */
  static final int ZEROS = Crc.ofZeros(SIZE);

  private Blocks() {}

  /** The number of the block with that byte. */
  public static long of(long position) {
    return position / SIZE;
  }

  /** Its first byte. */
  public static long start(long block) {
    return block * SIZE;
  }

  /** Where the block with that byte begins. */
  static long floor(long position) {
    return position - position % SIZE;
  }

  /** Where the first block begins that has only bytes from there on. */
  static long ceiling(long position) {
    long rest = position % SIZE;
    return rest == 0 ? position : position - rest + SIZE;
  }
}
