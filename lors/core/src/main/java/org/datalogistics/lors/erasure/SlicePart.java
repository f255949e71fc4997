package org.datalogistics.lors.erasure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.CodingGroup;
import org.datalogistics.exnode.ExNode;

/**
 * A part of one slice of a coding group.
 *
 * @param slice its number: data slices from 0, parity slices after them
 * @param columns which bytes, counted from the start of the slice
 */
public record SlicePart(CodingGroup group, int slice, ByteRange columns) {

  public SlicePart {
    if (slice < 0
        || slice >= group.dataSlices() + group.paritySlices()
        || columns.end() > group.sliceLength()) {
      throw new IllegalArgumentException(
          "there are no bytes " + columns + " in slice " + slice + " of " + group);
    }
  }

  /**
   * The parts of data slices that make up a range of a file, in order; empty when a byte of the
   * range is in no group of the code that is known here.
   */
  public static Optional<List<SlicePart>> of(ExNode exNode, ByteRange range) {
    List<SlicePart> parts = new ArrayList<>();
    for (long position = range.offset(); position < range.end(); ) {
      CodingGroup group = exNode.codingGroup(position).orElse(null);
      if (group == null || !group.isReedSolomon()) {
        return Optional.empty();
      }
      int slice = group.dataSliceOf(position);
      ByteRange whole = group.dataSlice(slice);
      long end = Math.min(whole.end(), range.end());
      parts.add(
          new SlicePart(
              group, slice, ByteRange.between(position - whole.offset(), end - whole.offset())));
      position = end;
    }
    return Optional.of(parts);
  }

  /** Whether this is a part of a data slice. */
  public boolean isData() {
    return slice < group.dataSlices();
  }

  /** The same columns of another slice. */
  public SlicePart of(int other) {
    return new SlicePart(group, other, columns);
  }

  /**
   * The bytes of the file in this part of a data slice: fewer than there are columns, maybe none,
   * where the group ends.
   */
  public ByteRange range() {
    ByteRange whole = group.dataSlice(slice);
    long start = Math.min(whole.end(), whole.offset() + columns.offset());
    return ByteRange.between(start, Math.min(whole.end(), whole.offset() + columns.end()));
  }
}
