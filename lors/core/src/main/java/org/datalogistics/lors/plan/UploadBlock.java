package org.datalogistics.lors.plan;

import org.datalogistics.exnode.ByteRange;

/**
 * One unit of an upload: what gets an allocation of its own per copy.
 *
 * @param index its place in the plan, from 0
 * @param kind the file's own bytes, or bytes made from them
 * @param range bytes of the file that it holds; for parity, those that it protects
 * @param length bytes to store before conditioning; for data, those of the range
 * @param copies wanted, each on a depot of its own, 1 or more
 * @param group blocks of one group are kept on distinct depots, in distinct failure domains as far
 *     as there are any; they follow one another in the plan. {@link #ALONE} for a block whose
 *     copies only keep apart from each other
 */
public record UploadBlock(
    int index, Kind kind, ByteRange range, long length, int copies, int group) {

  /** No group. */
  public static final int ALONE = -1;

  /** What the bytes are. */
  public enum Kind {
    /** The file's own. */
    DATA,
    /** Made from those of a group, to replace any of them. */
    PARITY
  }

  public UploadBlock {
    if (index < 0 || copies < 1 || group < ALONE || length < 1) {
      throw new IllegalArgumentException(
          "block %d of %d bytes, %d copies, group %d".formatted(index, length, copies, group));
    }
    if (kind == Kind.DATA && range.length() != length) {
      throw new IllegalArgumentException("data of " + range + " cannot have " + length + " bytes");
    }
  }

  /** Bytes of the file that get so many copies. */
  public static UploadBlock data(int index, ByteRange range, int copies) {
    return new UploadBlock(index, Kind.DATA, range, range.length(), copies, ALONE);
  }
}
