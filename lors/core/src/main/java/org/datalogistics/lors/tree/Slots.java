package org.datalogistics.lors.tree;

import org.datalogistics.lors.TransferLimits;

/**
 * How many files move side by side: as many as keep the wanted number of operations on depots under
 * way. A file takes a slot for every operation that it can use; small files take a fraction, as
 * their operations follow one another closely on one connection.
 *
 * @param limits for everything together
 */
record Slots(TransferLimits limits) {
  /** Transfers of at most this length wait for round trips rather than for bytes. */
  private static final long SMALL = 64 << 10;

  /** Small files that share the place of one operation. */
  private static final int PACKED = 8;

  private static final int MOST = 128;

  /** All slots. */
  int count() {
    return Math.min(limits.threads() * PACKED, Math.max(MOST, limits.threads()));
  }

  /** The slots of a file. */
  int of(long length, long blockSize, int copies) {
    if (length <= SMALL) {
      return 1;
    }
    return (int)
        Math.max(
            1,
            Math.min(
                count(),
                (long) operations(length, blockSize, copies) * count() / limits.threads()));
  }

  /** The operations that a file can use at once. */
  private int operations(long length, long blockSize, int copies) {
    long blocks = (length + blockSize - 1) / blockSize * copies;
    return (int) Math.max(1, Math.min(limits.threads(), blocks));
  }

  /** What one file may use: its share of the memory, and all the time there is. */
  TransferLimits limitsOf(long length, long blockSize, int copies) {
    int slots = of(length, blockSize, copies);
    return new TransferLimits(
        operations(length, blockSize, copies),
        Math.max(1, limits.memory() / count() * slots),
        limits.timeout());
  }
}
