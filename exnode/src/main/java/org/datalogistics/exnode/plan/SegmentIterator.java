package org.datalogistics.exnode.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.Extent;

/** Makes a {@link Segment} of each step of a {@link Sweep}. */
final class SegmentIterator implements Iterator<Segment>, Sweep.Tracker {

  private final List<Extent> byStart;
  private final Sweep sweep;
  private final TreeMap<Integer, Extent> active = new TreeMap<>();

  SegmentIterator(ByteRange within, List<Extent> byStart) {
    this.byStart = byStart;
    sweep = new Sweep(within, byStart, this);
  }

  /** The extents without those whose allocation came before. */
  static List<Extent> distinct(Collection<Extent> extents) {
    Set<Object> seen = new HashSet<>();
    List<Extent> distinct = new ArrayList<>(extents.size());
    for (Extent extent : extents) {
      if (seen.add(CopiesBy.ALLOCATION.apply(extent))) {
        distinct.add(extent);
      }
    }
    return distinct;
  }

  @Override
  public boolean hasNext() {
    return sweep.hasNext();
  }

  @Override
  public Segment next() {
    if (!sweep.advance()) {
      throw new NoSuchElementException("no segment after the last");
    }
    return new Segment(sweep.range(), distinct(active.values()));
  }

  @Override
  public void enter(int extent) {
    active.put(extent, byStart.get(extent));
  }

  @Override
  public void leave(int extent) {
    active.remove(extent);
  }
}
