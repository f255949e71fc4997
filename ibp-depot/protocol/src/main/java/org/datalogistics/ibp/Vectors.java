package org.datalogistics.ibp;

import java.util.List;

/** The rules for the pieces of a vector (IBP spec 7.4). */
final class Vectors {
  private Vectors() {}

  /** A copy of the pieces if they are valid; an append may be at most the first of them. */
  static List<ByteRange> checked(List<ByteRange> ranges, boolean mayAppend) {
    if (ranges.size() > IbpCommand.MAX_PIECES) {
      throw new IllegalArgumentException(
          ranges.size() + " pieces, at most " + IbpCommand.MAX_PIECES);
    }
    List<ByteRange> copy = List.copyOf(ranges);
    long sum = 0;
    for (int i = 0; i < copy.size(); i++) {
      ByteRange range = copy.get(i);
      if (range.isAppend() && (i > 0 || !mayAppend)) {
        throw new IllegalArgumentException("piece " + i + " has no offset");
      }
      if (range.length() > Long.MAX_VALUE - sum) {
        throw new IllegalArgumentException("more bytes together than a long can count");
      }
      sum += range.length();
    }
    return copy;
  }

  static long length(List<ByteRange> ranges) {
    long sum = 0;
    for (ByteRange range : ranges) {
      sum += range.length();
    }
    return sum;
  }
}
