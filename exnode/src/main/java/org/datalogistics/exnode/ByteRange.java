package org.datalogistics.exnode;

import java.util.Optional;

/**
 * A range of bytes of a file: {@code [offset, offset + length)}.
 *
 * @param offset first byte, 0 or more
 * @param length number of bytes, 0 or more; {@code offset + length} stays below 2^63
 */
public record ByteRange(long offset, long length) {

  public ByteRange {
    if (offset < 0 || length < 0) {
      throw new IllegalArgumentException(
          "a byte range needs offset and length of 0 or more, not " + offset + " and " + length);
    }
    if (length > Long.MAX_VALUE - offset) {
      throw new IllegalArgumentException(
          "the byte range at " + offset + " of length " + length + " ends beyond 2^63");
    }
  }

  /** The range {@code [start, end)}. */
  public static ByteRange between(long start, long end) {
    if (end < start) {
      throw new IllegalArgumentException(
          "a byte range cannot end at " + end + ", before its start " + start);
    }
    return new ByteRange(start, end - start);
  }

  /** First byte after the range. */
  public long end() {
    return offset + length;
  }

  public boolean isEmpty() {
    return length == 0;
  }

  /** Whether {@code position} is one of the range's bytes. */
  public boolean contains(long position) {
    return position >= offset && position < end();
  }

  /**
   * Whether every byte of {@code other} is in this range; true for an empty range within the
   * borders.
   */
  public boolean contains(ByteRange other) {
    return other.offset >= offset && other.end() <= end();
  }

  /** Whether the two ranges share at least one byte. */
  public boolean overlaps(ByteRange other) {
    return intersection(other).isPresent();
  }

  /** The bytes in both ranges, empty when there is none. */
  public Optional<ByteRange> intersection(ByteRange other) {
    long start = Math.max(offset, other.offset);
    long end = Math.min(end(), other.end());
    return start < end ? Optional.of(between(start, end)) : Optional.empty();
  }

  @Override
  public String toString() {
    return "[" + offset + ", " + end() + ")";
  }
}
