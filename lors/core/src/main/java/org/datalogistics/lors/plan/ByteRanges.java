package org.datalogistics.lors.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.datalogistics.exnode.ByteRange;

/** Arithmetic over several ranges of bytes. */
public final class ByteRanges {

  private ByteRanges() {}

  /** The same bytes in the fewest ranges, in order. */
  public static List<ByteRange> merged(Collection<ByteRange> ranges) {
    List<ByteRange> merged = new ArrayList<>();
    List<ByteRange> sorted =
        ranges.stream()
            .filter(range -> !range.isEmpty())
            .sorted(Comparator.comparingLong(ByteRange::offset))
            .toList();
    for (ByteRange range : sorted) {
      int last = merged.size() - 1;
      if (last >= 0 && merged.get(last).end() >= range.offset()) {
        ByteRange before = merged.get(last);
        long end = Math.max(before.end(), range.end());
        merged.set(last, ByteRange.between(before.offset(), end));
      } else {
        merged.add(range);
      }
    }
    return merged;
  }

  /** What of a range is in none of the others, in order. */
  public static List<ByteRange> without(ByteRange range, Collection<ByteRange> others) {
    List<ByteRange> rest = new ArrayList<>();
    long at = range.offset();
    for (ByteRange other : merged(others)) {
      if (other.end() <= at || other.offset() >= range.end()) {
        continue;
      }
      if (other.offset() > at) {
        rest.add(ByteRange.between(at, other.offset()));
      }
      at = other.end();
    }
    if (at < range.end()) {
      rest.add(ByteRange.between(at, range.end()));
    }
    return rest;
  }
}
