package org.datalogistics.exnode.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.plan.Expiry.Certainty;
import org.jspecify.annotations.Nullable;

/**
 * Finds the latest end among the extents that cover the segment at hand, and the earliest of those
 * over the file.
 */
final class ExpiryTracker implements Sweep.Tracker {

  private final List<Optional<Instant>> ends;
  private final TreeMap<Instant, Integer> known = new TreeMap<>();
  private int unknown;
  private boolean hole;
  private boolean undated;
  private @Nullable Instant earliestExact;
  private @Nullable Instant earliestBound;
  private @Nullable Instant earliestReplica;

  ExpiryTracker(List<Extent> byStart, Function<? super Extent, Optional<Instant>> end) {
    ends = new ArrayList<>(byStart.size());
    for (Extent extent : byStart) {
      ends.add(end.apply(extent));
    }
  }

  @Override
  public void enter(int extent) {
    Optional<Instant> end = ends.get(extent);
    if (end.isEmpty()) {
      unknown++;
      return;
    }
    known.merge(end.get(), 1, Integer::sum);
    earliestReplica = earlier(earliestReplica, end.get());
  }

  @Override
  public void leave(int extent) {
    Optional<Instant> end = ends.get(extent);
    if (end.isEmpty()) {
      unknown--;
      return;
    }
    known.computeIfPresent(end.get(), (time, count) -> count == 1 ? null : count - 1);
  }

  void endOfSegment() {
    if (known.isEmpty()) {
      hole |= unknown == 0;
      undated |= unknown > 0;
    } else if (unknown == 0) {
      earliestExact = earlier(earliestExact, known.lastKey());
    } else {
      earliestBound = earlier(earliestBound, known.lastKey());
    }
  }

  Expiry expiry() {
    if (hole || undated) {
      return new Expiry(hole ? Certainty.INCOMPLETE : Certainty.UNKNOWN, null, earliestReplica);
    }
    Instant exact = earliestExact;
    Instant bound = earliestBound;
    if (bound == null || (exact != null && !bound.isBefore(exact))) {
      return new Expiry(Certainty.EXACT, exact, earliestReplica);
    }
    return new Expiry(Certainty.LOWER_BOUND, bound, earliestReplica);
  }

  private static Instant earlier(@Nullable Instant a, Instant b) {
    return a != null && a.isBefore(b) ? a : b;
  }
}
