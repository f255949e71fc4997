package org.datalogistics.lors.erasure;

import java.util.List;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.CodingGroup;

/**
 * How a range of a file is cut into coding groups: as many as possible with slices of the full
 * length, and a last one with what is left.
 *
 * @param range bytes of the file to protect
 * @param coding slices of a group
 * @param sliceLength bytes of a slice, 1 or more
 * @param even whether the slices of the last group are as short as its bytes allow, so that its
 *     parity is in proportion too; otherwise it has fewer slices of the full length, which go with
 *     blocks that are stored already
 */
public record GroupLayout(ByteRange range, Coding coding, long sliceLength, boolean even) {

  /** Slices are not made shorter than this for the sake of proportion. */
  static final long SHORT_SLICE = 64 << 10;

  /** Slices are not made longer than this: each is held in memory as a whole. */
  public static final long LONGEST_SLICE = 1L << 30;

  /** Lengths of slices are multiples of it where they are not given. */
  private static final long STEP = 4 << 10;

  public GroupLayout {
    if (sliceLength < 1) {
      throw new IllegalArgumentException("a slice has 1 byte or more, not " + sliceLength);
    }
    if (sliceLength > Long.MAX_VALUE / coding.dataSlices()
        || range.length() / (sliceLength * coding.dataSlices()) >= Integer.MAX_VALUE / 256) {
      throw new IllegalArgumentException(
          "%d bytes in slices of %d bytes do not make a sensible number of coding groups; choose slices of another length"
              .formatted(range.length(), sliceLength));
    }
  }

  /** A layout whose last group has even slices. */
  public GroupLayout(ByteRange range, Coding coding, long sliceLength) {
    this(range, coding, sliceLength, true);
  }

  /**
   * The length of slices whose parity can be made in a given memory: that of two groups, one of
   * which is stored while the next one is encoded.
   *
   * @param wanted bytes of a slice if there is memory enough
   * @param memory bytes for parity
   * @param form how many bytes of memory a byte of parity takes, 1 or more
   */
  public static long sliceLength(long wanted, Coding coding, long memory, double form) {
    long each = (long) (memory / (2 * coding.paritySlices() * form));
    if (wanted <= each) {
      return wanted;
    }
    return Math.min(wanted, Math.max(SHORT_SLICE, each / STEP * STEP));
  }

  private long fullGroup() {
    return sliceLength * coding.dataSlices();
  }

  /** Number of groups; 0 for an empty range. */
  public int count() {
    return (int) ((range.length() + fullGroup() - 1) / fullGroup());
  }

  /** One group, 0 to {@code count() - 1}, without places of its parity. */
  public CodingGroup group(int index) {
    if (index < 0 || index >= count()) {
      throw new IndexOutOfBoundsException("coding group " + index + " of " + count());
    }
    long offset = range.offset() + index * fullGroup();
    long length = Math.min(fullGroup(), range.end() - offset);
    return new CodingGroup(
        coding.dataSlices(),
        coding.paritySlices(),
        new ByteRange(offset, length),
        length == fullGroup() ? sliceLength : shortSlice(length),
        List.of());
  }

  private long shortSlice(long length) {
    if (!even) {
      return Math.min(sliceLength, length);
    }
    long part = (length + coding.dataSlices() - 1) / coding.dataSlices();
    long rounded = (part + STEP - 1) / STEP * STEP;
    return Math.min(Math.min(sliceLength, length), Math.max(SHORT_SLICE, rounded));
  }

  /** Data slices of a group that have bytes; the others are all zeros and stored nowhere. */
  public static int filledSlices(CodingGroup group) {
    return (int) ((group.length() + group.sliceLength() - 1) / group.sliceLength());
  }
}
