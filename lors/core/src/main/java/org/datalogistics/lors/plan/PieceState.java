package org.datalogistics.lors.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
    /** The depot cannot be reached or is busy: until it counts as dead. */
    UNREACHABLE(10),
    /** Refused for good. */
    REFUSED(1);

    private final int attempts;

    Failure(int attempts) {
      this.attempts = attempts;
    }
  }

  /** Whether its bytes can be made from others. */
  enum Rebuild {
    IMPOSSIBLE,
    /** Whoever wants the piece has another way to it. */
    ELSEWHERE,
    POSSIBLE,
    WAITING,
    UNDER_WAY,
    FAILED
  }

  final Piece piece;
  final int index;
  final List<Fetch> active = new ArrayList<>();
  Rebuild rebuild;
  private final Map<Source, Integer> failures = new HashMap<>();
  private final Map<Source, Failure> lastFailure = new HashMap<>();

  PieceState(int index, Piece piece, int mostRebuilds) {
    this.index = index;
    this.piece = piece;
    this.rebuild =
        mostRebuilds > 0
            ? Rebuild.POSSIBLE
            : mostRebuilds == 0 ? Rebuild.IMPOSSIBLE : Rebuild.ELSEWHERE;
  }

  void failed(Source source, Failure failure) {
    failures.merge(source, 1, Integer::sum);
    lastFailure.put(source, failure);
  }

  /** Nothing is under way, and no source is left to try. */
  boolean isExhausted(DepotLoads loads, long now) {
    return !isInWork() && piece.sources().stream().noneMatch(s -> mayBeTried(s, loads, now));
  }

  /** Whether something works on it, or will. */
  boolean isInWork() {
    return !active.isEmpty() || rebuild == Rebuild.WAITING || rebuild == Rebuild.UNDER_WAY;
  }

  /** Asking again is worth less where the bytes can be had in another way. */
  private boolean mayBeTried(Source source, DepotLoads loads, long now) {
    if (loads.isDead(source.depot(), now)) {
      return false;
    }
    Failure last = lastFailure.get(source);
    return failures(source) < (last == null || hasAnotherWay() ? 1 : last.attempts);
  }

  private boolean hasAnotherWay() {
    return rebuild == Rebuild.POSSIBLE || rebuild == Rebuild.ELSEWHERE;
  }

  private int failures(Source source) {
    return failures.getOrDefault(source, 0);
  }

  /**
   * The best source to fetch from now (exNode spec 8.7): fewest failures, not expired, depot
   * working, done first by what was measured. Null when each is tried out, busy or paused.
   */
  @Nullable Source choose(DepotLoads loads, int perDepot, long now) {
    Source best = null;
    int count = piece.sources().size();
    for (int i = 0; i < count; i++) {
      Source source = piece.sources().get((index + i) % count); // spreads equal ones
      DepotAddress depot = source.depot();
      if (mayBeTried(source, loads, now)
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
    long bytes = piece.range().length();
    return loads.expectedNanos(a.depot(), bytes) < loads.expectedNanos(b.depot(), bytes);
  }

  /** Why a source was chosen, for people. */
  String why(Source source, DepotLoads loads) {
    DepotAddress depot = source.depot();
    StringBuilder text = new StringBuilder();
    if (!active.isEmpty()) {
      text.append("second fetch, ").append(active.get(0).source().depot()).append(" is late; ");
    } else if (failures(source) > 0) {
      text.append("once more after a failure; ");
    } else if (!failures.isEmpty()) {
      text.append("next copy after a failure; ");
    }
    int copies = piece.sources().size();
    text.append(copies == 1 ? "the only copy" : "first of " + copies + " copies to be done");
    if (loads.isMeasured(depot)) {
      double rate = loads.rate(depot) / (1 << 20);
      text.append(String.format(Locale.ROOT, ", %.1f MiB/s", rate));
    } else {
      text.append(", not measured yet");
    }
    return text.append(", ").append(loads.active(depot)).append(" under way").toString();
  }

  /** Whether there is a second way to the bytes beside what is under way. */
  boolean hasAlternative() {
    return piece.sources().size() > 1 || hasAnotherWay();
  }

  /** Nanoseconds until a source that may still be tried leaves its pause. */
  long usableIn(DepotLoads loads, long now) {
    long soonest = Long.MAX_VALUE;
    for (Source source : piece.sources()) {
      if (mayBeTried(source, loads, now) && !isActive(source)) {
        soonest = Math.min(soonest, loads.usableIn(source.depot(), now));
      }
    }
    return soonest;
  }
}
