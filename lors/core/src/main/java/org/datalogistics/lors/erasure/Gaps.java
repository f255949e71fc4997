package org.datalogistics.lors.erasure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.datalogistics.exnode.ByteRange;

/** Sorted ranges of bytes that are missing of something. */
final class Gaps {

  private Gaps() {}

  /** What of a range is in none of the others. */
  static List<ByteRange> of(ByteRange whole, List<ByteRange> there) {
    List<ByteRange> sorted = new ArrayList<>(there);
    sorted.sort(Comparator.comparingLong(ByteRange::offset));
    List<ByteRange> gaps = new ArrayList<>();
    long end = whole.offset();
    for (ByteRange range : sorted) {
      if (range.offset() > end) {
        add(gaps, end, Math.min(range.offset(), whole.end()));
      }
      end = Math.max(end, range.end());
    }
    add(gaps, end, whole.end());
    return gaps;
  }

  /** Adds a range unless it is empty; to the last one when it follows that. */
  static void add(List<ByteRange> ranges, long start, long end) {
    if (start >= end) {
      return;
    }
    int last = ranges.size() - 1;
    if (last >= 0 && ranges.get(last).end() == start) {
      ranges.set(last, ByteRange.between(ranges.get(last).offset(), end));
    } else {
      ranges.add(ByteRange.between(start, end));
    }
  }
}
