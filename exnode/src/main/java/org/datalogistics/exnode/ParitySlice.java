package org.datalogistics.exnode;

import static java.util.Objects.requireNonNull;

/**
 * A parity slice of a {@link CodingGroup}, or a part or a further copy of one, as held by one
 * allocation.
 *
 * @param index which parity slice of the group, 0 or more
 * @param extent where it is; its {@link Extent#offset} counts from the start of the parity slice,
 *     not in the file
 */
public record ParitySlice(int index, Extent extent) {

  /**
   * @throws IllegalArgumentException when the index is negative or the extent's range is none
   */
  public ParitySlice {
    requireNonNull(extent, "extent is null");
    if (index < 0) {
      throw new IllegalArgumentException("a parity slice cannot have the index " + index);
    }
    if (extent.offset() < 0 || extent.length() <= 0) {
      throw new IllegalArgumentException(
          "parity slice "
              + index
              + " cannot have "
              + extent.length()
              + " bytes at "
              + extent.offset());
    }
  }

  /** The bytes of the parity slice that the extent holds. */
  public ByteRange range() {
    return extent.range();
  }
}
