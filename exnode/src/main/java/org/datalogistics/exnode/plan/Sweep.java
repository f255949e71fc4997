package org.datalogistics.exnode.plan;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.Extent;

/**
 * Walks over a range from border to border of extents and tells which extents begin and end to
 * cover the bytes at hand.
 */
final class Sweep {

  /**
   * Told of the extents, by their place in the list, that begin and cease to cover the current
   * segment.
   */
  interface Tracker {
    void enter(int extent);

    void leave(int extent);
  }

  private final long end;
  private final List<Extent> byStart;
  private final int[] byEnd;
  private final Tracker tracker;
  private long position;
  private int nextStart;
  private int nextEnd;
  private ByteRange current;

  /**
   * Starts before the first segment.
   *
   * @param byStart extents sorted by offset, each sharing a byte with the range
   */
  Sweep(ByteRange within, List<Extent> byStart, Tracker tracker) {
    this.byStart = byStart;
    this.tracker = tracker;
    position = within.offset();
    end = within.end();
    current = new ByteRange(position, 0);
    byEnd =
        IntStream.range(0, byStart.size())
            .boxed()
            .sorted(Comparator.comparingLong(this::endOf))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  boolean hasNext() {
    return position < end;
  }

  /** Goes to the next segment; false when there is none. */
  boolean advance() {
    if (!hasNext()) {
      return false;
    }
    while (nextEnd < byEnd.length && endOf(byEnd[nextEnd]) <= position) {
      tracker.leave(byEnd[nextEnd++]);
    }
    while (nextStart < byStart.size() && byStart.get(nextStart).offset() <= position) {
      tracker.enter(nextStart++);
    }
    long border = end;
    if (nextStart < byStart.size()) {
      border = Math.min(border, byStart.get(nextStart).offset());
    }
    if (nextEnd < byEnd.length) {
      border = Math.min(border, endOf(byEnd[nextEnd]));
    }
    current = ByteRange.between(position, border);
    position = border;
    return true;
  }

  /** The current segment. */
  ByteRange range() {
    return current;
  }

  private long endOf(int extent) {
    return byStart.get(extent).range().end();
  }
}
