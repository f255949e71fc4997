package org.datalogistics.exnode.plan;

import java.util.ArrayList;
import java.util.List;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.Extent;

/**
 * Finds the extents that overlap a range: a tree of maximal ends over extents sorted by offset. A
 * query for k extents takes {@code O(k log n)}.
 */
final class IntervalIndex {

  private final List<Extent> byStart;

  /** A complete binary tree, root at 1; leaf {@code leaves + i} is the end of extent i. */
  private final long[] maxEnd;

  private final int leaves;

  IntervalIndex(List<Extent> byStart) {
    this.byStart = byStart;
    int size = 1;
    while (size < byStart.size()) {
      size <<= 1;
    }
    leaves = size;
    maxEnd = new long[2 * size];
    for (int i = 0; i < byStart.size(); i++) {
      maxEnd[leaves + i] = byStart.get(i).range().end();
    }
    for (int i = leaves - 1; i > 0; i--) {
      maxEnd[i] = Math.max(maxEnd[2 * i], maxEnd[2 * i + 1]);
    }
  }

  /** The extents that share a byte with the range, in their order; none for an empty range. */
  List<Extent> overlapping(ByteRange range) {
    List<Extent> found = new ArrayList<>();
    if (!range.isEmpty()) {
      collect(1, 0, leaves, range, found);
    }
    return found;
  }

  private void collect(int node, int first, int count, ByteRange range, List<Extent> found) {
    boolean startsTooLate = first >= byStart.size() || byStart.get(first).offset() >= range.end();
    if (startsTooLate || maxEnd[node] <= range.offset()) {
      return;
    }
    if (count == 1) {
      found.add(byStart.get(first));
      return;
    }
    int half = count / 2;
    collect(2 * node, first, half, range, found);
    collect(2 * node + 1, first + half, half, range, found);
  }
}
