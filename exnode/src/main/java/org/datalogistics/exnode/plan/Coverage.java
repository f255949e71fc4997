package org.datalogistics.exnode.plan;

import java.util.ArrayList;
import java.util.List;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.Extent;

/**
 * Which bytes of a file are held by anyone (exNode spec 8.3).
 *
 * @param file all bytes of the file
 * @param covered the bytes held, in order, neighbouring ranges merged
 * @param holes the bytes not held, in order
 */
public record Coverage(ByteRange file, List<ByteRange> covered, List<ByteRange> holes) {

  public Coverage {
    covered = List.copyOf(covered);
    holes = List.copyOf(holes);
  }

  /** The coverage by well-formed extents sorted by offset. */
  static Coverage of(ByteRange file, List<Extent> byStart) {
    List<ByteRange> covered = new ArrayList<>();
    List<ByteRange> holes = new ArrayList<>();
    long start = 0; // of the covered range at hand
    long end = 0; // of everything looked at
    for (Extent extent : byStart) {
      if (extent.offset() > end) {
        addUnlessEmpty(covered, start, end);
        holes.add(ByteRange.between(end, extent.offset()));
        start = extent.offset();
      }
      end = Math.max(end, Math.min(extent.range().end(), file.end()));
    }
    addUnlessEmpty(covered, start, end);
    addUnlessEmpty(holes, end, file.end());
    return new Coverage(file, covered, holes);
  }

  private static void addUnlessEmpty(List<ByteRange> ranges, long start, long end) {
    if (start < end) {
      ranges.add(ByteRange.between(start, end));
    }
  }

  /** Whether every byte is held; true for an empty file. */
  public boolean isComplete() {
    return holes.isEmpty();
  }

  /** Number of bytes held. */
  public long coveredBytes() {
    return covered.stream().mapToLong(ByteRange::length).sum();
  }
}
