package org.datalogistics.exnode.plan;

import java.util.List;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.Extent;

/**
 * A range of the file over which the set of extents is the same (exNode spec 8.4).
 *
 * @param range the bytes, at least one
 * @param replicas the extents that hold all of them, each allocation once, by ascending offset;
 *     empty for a hole
 */
public record Segment(ByteRange range, List<Extent> replicas) {

  public Segment {
    if (range.isEmpty()) {
      throw new IllegalArgumentException("a segment has at least one byte");
    }
    replicas = List.copyOf(replicas);
  }

  /** Whether nobody holds the bytes. */
  public boolean isHole() {
    return replicas.isEmpty();
  }

  /** Number of allocations that hold the bytes. */
  public int copies() {
    return replicas.size();
  }
}
