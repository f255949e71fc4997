package org.datalogistics.lors.plan;

import org.datalogistics.exnode.ByteRange;

/**
 * How a file is cut into blocks, one extent per copy each: all of the same size, the last one maybe
 * shorter. An empty file has no block.
 *
 * @param size bytes of the file, 0 or more
 * @param blockSize bytes of a block, 1 or more
 */
public record BlockLayout(long size, long blockSize) {

  public BlockLayout {
    if (size < 0 || blockSize < 1) {
      throw new IllegalArgumentException(
          "cannot cut " + size + " bytes into blocks of " + blockSize);
    }
    if (size / blockSize >= Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          size + " bytes in blocks of " + blockSize + " are too many blocks; choose larger ones");
    }
  }

  /** The block size that gives at most {@code fragments} blocks (LoRS spec 3.1, option -F). */
  public static long blockSizeForFragments(long size, int fragments) {
    if (fragments < 1) {
      throw new IllegalArgumentException("cannot cut a file into " + fragments + " fragments");
    }
    return Math.max(1, size / fragments + size % fragments);
  }

  /** Number of blocks. */
  public int count() {
    return (int) (size / blockSize + (size % blockSize == 0 ? 0 : 1));
  }

  /** The bytes of a block, 0 to {@code count() - 1}. */
  public ByteRange block(int index) {
    if (index < 0 || index >= count()) {
      throw new IndexOutOfBoundsException("block " + index + " of " + count());
    }
    long offset = index * blockSize;
    return new ByteRange(offset, Math.min(blockSize, size - offset));
  }
}
