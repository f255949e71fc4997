package org.datalogistics.lors.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.datalogistics.ibp.DepotAddress;
import org.jspecify.annotations.Nullable;

/** A piece that has been begun and is not finished: attempts under way and those that failed. */
final class PieceState {

  /** Why a fetch failed, as far as it matters for what to do next. */
  enum Failure {
    /** The depot says that it has no such allocation: asked once more (LoRS spec 6.3). */
    GONE(2),
    /** The bytes are wrong: once more, in case they were damaged on the way. */
    CORRUPT(2),
    /** The depot cannot be reached or is busy. */
    UNREACHABLE(3),
    /** Refused for good. */
    REFUSED(1);

    private final int attempts;

    Failure(int attempts) {
      this.attempts = attempts;
    }
  }

  final Piece piece;
  final int index;
  final List<Fetch> active = new ArrayList<>();
  private final Map<Source, Integer> failures = new HashMap<>();
  private final Map<Source, Failure> lastFailure = new HashMap<>();

  PieceState(int index, Piece piece) {
    this.index = index;
    this.piece = piece;
  }

  void failed(Source source, Failure failure) {
    failures.merge(source, 1, Integer::sum);
    lastFailure.put(source, failure);
  }

  boolean isExhausted() {
    return active.isEmpty() && piece.sources().stream().noneMatch(this::mayBeTried);
  }

  private boolean mayBeTried(Source source) {
    Failure last = lastFailure.get(source);
    return last == null || failures(source) < last.attempts;
  }

  private int failures(Source source) {
    return failures.getOrDefault(source, 0);
  }

  /**
   * The best source to fetch from now (exNode spec 8.7): fewest failures, not expired, depot
   * working, fewest fetches under way on it, fastest. Null when each is tried out, busy or paused.
   */
  @Nullable Source choose(DepotLoads loads, int perDepot, long now) {
    Source best = null;
    int count = piece.sources().size();
    for (int i = 0; i < count; i++) {
      Source source = piece.sources().get((index + i) % count); // spreads equal ones
      DepotAddress depot = source.depot();
      if (mayBeTried(source)
          && !isActive(source)
          && loads.usableIn(depot, now) == 0
          && (perDepot == 0 || loads.active(depot) < perDepot)
          && (best == null || isBetter(source, best, loads))) {
        best = source;
      }
    }
    return best;
  }

  private boolean isActive(Source source) {
    for (Fetch fetch : active) {
      if (fetch.source() == source) {
        return true;
      }
    }
    return false;
  }

  private boolean isBetter(Source a, Source b, DepotLoads loads) {
    if (failures(a) != failures(b)) {
      return failures(a) < failures(b);
    }
    if (a.expired() != b.expired()) {
      return b.expired();
    }
    int downA = loads.failures(a.depot());
    int downB = loads.failures(b.depot());
    if (downA != downB) {
      return downA < downB;
    }
    int activeA = loads.active(a.depot());
    int activeB = loads.active(b.depot());
    if (activeA != activeB) {
      return activeA < activeB;
    }
    return loads.rate(a.depot()) > loads.rate(b.depot());
  }

  /** Nanoseconds until a source that may still be tried leaves its pause. */
  long usableIn(DepotLoads loads, long now) {
    long soonest = Long.MAX_VALUE;
    for (Source source : piece.sources()) {
      if (mayBeTried(source) && !isActive(source)) {
        soonest = Math.min(soonest, loads.usableIn(source.depot(), now));
      }
    }
    return soonest;
  }
}
