package org.datalogistics.exnode.plan;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.Extent;

/** Counts the distinct keys of the extents that cover the segment at hand. */
final class CopyCounter implements Sweep.Tracker {

  private final Object[] keys;
  private final Map<Object, Integer> active = new HashMap<>();
  private final TreeMap<Integer, Long> bytesByCopies = new TreeMap<>();

  CopyCounter(List<Extent> byStart, Function<? super Extent, ?> key) {
    keys =
        byStart.stream()
            .map(extent -> requireNonNull(key.apply(extent), "the key of an extent is null"))
            .toArray();
  }

  @Override
  public void enter(int extent) {
    active.merge(keys[extent], 1, Integer::sum);
  }

  @Override
  public void leave(int extent) {
    active.computeIfPresent(keys[extent], (key, count) -> count == 1 ? null : count - 1);
  }

  void count(ByteRange segment) {
    bytesByCopies.merge(active.size(), segment.length(), Long::sum);
  }

  CopySummary summary() {
    boolean empty = bytesByCopies.isEmpty();
    return new CopySummary(
        empty ? 0 : bytesByCopies.firstKey(), empty ? 0 : bytesByCopies.lastKey(), bytesByCopies);
  }
}
