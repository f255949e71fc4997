package org.datalogistics.lors.plan;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.condition.CorruptDataException;
import org.datalogistics.lors.plan.Lateness.Progress;
import org.datalogistics.lors.plan.PieceState.Failure;
import org.datalogistics.lors.plan.PieceState.Rebuild;
import org.jspecify.annotations.Nullable;

/**
 * Decides which piece is fetched next and from where (LoRS spec 6.3): pieces that are late first,
 * from another depot; then the next in order; and at most as far ahead as memory allows. A source
 * that fails costs its piece another attempt. A piece that no source gives is rebuilt where it can
 * be, else it is lost: in order, that ends the download after everything before it; otherwise the
 * other pieces are still fetched. Not thread-safe.
 */
public final class DownloadScheduler {

  /** A fetch that is silent for so long is given up when there is another way. */
  private static final long STALL = Duration.ofSeconds(4).toNanos();

  /** The same when there is none. */
  private static final long LONG_STALL = Duration.ofSeconds(10).toNanos();

  private static final double NEW_SHARE = 0.2;

  private final PieceList pieces;
  private final FetchPolicy policy;
  private final boolean ordered;
  private final Rebuilds rebuilds;
  private final DepotLoads loads;

  /** Begun and not finished, by index. */
  private final TreeMap<Integer, PieceState> begun = new TreeMap<>();

  private final TreeSet<Integer> lost = new TreeSet<>();
  private final Queue<Integer> untoldLosses = new ArrayDeque<>();
  private final Queue<Integer> toRebuild = new ArrayDeque<>();

  private int next;
  private int end = Integer.MAX_VALUE;
  private int delivered;
  private int finished;
  private int active;
  private int rebuilding;
  private int failures;
  private double usualNanos;
  private long wait = Long.MAX_VALUE;

  /** Which pieces can be rebuilt, and how many at once. */
  @FunctionalInterface
  public interface Rebuilds {
    /** No piece. */
    Rebuilds NONE = index -> 0;

    /** None here; but whoever wants the bytes has another way to them, and no patience. */
    Rebuilds ELSEWHERE = index -> -1;

    /**
     * How many rebuilds may run at once, this piece's included; 0 if it cannot be rebuilt, less if
     * waiting long for its sources is not worth it.
     */
    int most(int piece);
  }

  /**
   * A scheduler.
   *
   * @param ordered whether finished pieces wait in memory for earlier ones
   * @param loads what is known of the depots; may be shared on one thread
   */
  public DownloadScheduler(
      PieceList pieces, FetchPolicy policy, boolean ordered, Rebuilds rebuilds, DepotLoads loads) {
    this.pieces = pieces;
    this.policy = policy;
    this.ordered = ordered;
    this.rebuilds = rebuilds;
    this.loads = loads;
    if (ordered) {
      end = pieces.size();
      for (int i = 0; i < end; i++) {
        if (pieces.get(i).sources().isEmpty() && rebuilds.most(i) <= 0) {
          lost.add(i);
          untoldLosses.add(i);
          end = i;
        }
      }
    }
  }

  /** In order: the first piece that cannot be had; the number of pieces while there is none. */
  public int end() {
    return Math.min(end, pieces.size());
  }

  /** Pieces that cannot be had; in order, only the first. */
  public SortedSet<Integer> lost() {
    return lost;
  }

  /** A piece that was lost and not told of yet; -1 when there is none. */
  public int nextLost() {
    return untoldLosses.isEmpty() ? -1 : untoldLosses.remove();
  }

  /** Whether every piece before {@link #end} is finished or lost and nothing is under way. */
  public boolean isDone() {
    return active == 0 && rebuilding == 0 && next >= end() && begun.headMap(end()).isEmpty();
  }

  /** The next fetch to start; null when there is none now: see {@link #waitNanos}. */
  public @Nullable Fetch next(long now) {
    observe(now);
    wait = Long.MAX_VALUE;
    rebuildLate(now);
    if (active >= policy.threads()) {
      return null;
    }
    Fetch fetch = begunPiece(now);
    if (fetch == null && mayBegin()) {
      fetch = begin(now);
    }
    return fetch == null && !mayBegin() ? duplicate(now, true) : fetch;
  }

  /** Counts what has arrived since the last time. */
  private void observe(long now) {
    loads.advance(now);
    for (PieceState state : begun.values()) {
      for (Fetch fetch : state.active) {
        long arrived = fetch.arrived();
        loads.moved(fetch.source().depot(), arrived - fetch.counted);
        fetch.counted = arrived;
      }
    }
  }

  /** Pieces whose attempts all failed, and late ones, before new ones. */
  private @Nullable Fetch begunPiece(long now) {
    for (PieceState state : List.copyOf(begun.headMap(end()).values())) {
      if (state.isExhausted(loads, now)) {
        exhausted(state);
      } else if (!state.isInWork()) {
        Fetch fetch = startOrWait(state, now);
        if (fetch != null) {
          return fetch;
        }
      }
    }
    return duplicate(now, false);
  }

  private boolean mayBegin() {
    return next < end() && !(ordered && finished - delivered > policy.cache());
  }

  /** Looks a little further when the next piece has to wait for its depot. */
  private @Nullable Fetch begin(long now) {
    while (mayBegin() && begun.size() < 2 * policy.threads()) {
      PieceState state = new PieceState(next, pieces.get(next), rebuilds.most(next));
      begun.put(next, state);
      next++;
      if (state.isExhausted(loads, now)) {
        exhausted(state);
        continue;
      }
      Fetch fetch = startOrWait(state, now);
      if (fetch != null) {
        return fetch;
      }
    }
    return null;
  }

  private @Nullable Fetch startOrWait(PieceState state, long now) {
    Fetch fetch = start(state, now);
    long pause = fetch == null ? state.usableIn(loads, now) : 0;
    if (pause > 0 && pause < Long.MAX_VALUE && state.rebuild == Rebuild.POSSIBLE) {
      queueRebuild(state); // sooner than a depot that is left alone
    } else if (pause > 0 && pause < Long.MAX_VALUE && state.rebuild == Rebuild.ELSEWHERE) {
      exhausted(state); // whoever wants it goes another way at once
    } else if (pause > 0) {
      wait = Math.min(wait, pause);
    }
    return fetch;
  }

  /** Pieces that are late and can only be rebuilt: that needs no fetch of this scheduler. */
  private void rebuildLate(long now) {
    for (PieceState state : begun.headMap(end()).values()) {
      if (state.rebuild == Rebuild.POSSIBLE
          && !state.active.isEmpty()
          && state.choose(loads, 0, now) == null) {
        long late = nanosUntilLate(state, null, now, true);
        if (late <= 0) {
          queueRebuild(state);
        } else {
          wait = Math.min(wait, late);
        }
      }
    }
  }

  /** A second fetch of a piece that is late. */
  private @Nullable Fetch duplicate(long now, boolean idle) {
    for (PieceState state : begun.headMap(end()).values()) {
      if (state.active.isEmpty() || state.active.size() >= policy.redundancy()) {
        continue;
      }
      Source other = state.choose(loads, policy.perDepot(), now);
      if (other == null) {
        continue;
      }
      long late = nanosUntilLate(state, other, now, idle);
      if (late <= 0) {
        return start(state, now);
      }
      wait = Math.min(wait, late);
    }
    return null;
  }

  private long nanosUntilLate(PieceState state, @Nullable Source other, long now, boolean idle) {
    Fetch newest = state.active.get(state.active.size() - 1);
    boolean overtaken = finished - newest.laterFinishedAtStart >= policy.progress();
    long bytes = state.piece.range().length();
    long arrived = Math.min(bytes, newest.arrived());
    double otherNanos = 0;
    if (other != null && loads.anyMeasured()) {
      otherNanos = loads.expectedNanos(other.depot(), bytes);
    }
    return Lateness.nanosUntilLate(
        new Progress(bytes, arrived, now - newest.started(), now - newest.lastData(), overtaken),
        usualNanos,
        otherNanos,
        idle);
  }

  private @Nullable Fetch start(PieceState state, long now) {
    Source source = state.choose(loads, policy.perDepot(), now);
    if (source == null) {
      return null;
    }
    Fetch fetch = new Fetch(state.index, source, state.why(source, loads), now, finished);
    state.active.add(fetch);
    loads.started(source.depot(), now);
    active++;
    return fetch;
  }

  private void queueRebuild(PieceState state) {
    state.rebuild = Rebuild.WAITING;
    toRebuild.add(state.index);
  }

  /** A piece to be rebuilt now; -1 when there is none. */
  public int nextRebuild() {
    while (!toRebuild.isEmpty()) {
      int index = toRebuild.peek();
      PieceState state = begun.get(index);
      if (state == null || index >= end()) {
        toRebuild.remove();
        continue;
      }
      if (rebuilding >= rebuilds.most(index)) {
        return -1;
      }
      toRebuild.remove();
      state.rebuild = Rebuild.UNDER_WAY;
      rebuilding++;
      return index;
    }
    return -1;
  }

  /**
   * A rebuild has ended.
   *
   * @param success whether the piece is complete now
   * @return fetches of the piece, to be cancelled and then reported as {@link #abandoned}
   */
  public List<Fetch> rebuilt(int index, boolean success, long now) {
    rebuilding--;
    PieceState state = begun.get(index);
    if (state == null) {
      return List.of();
    }
    if (success) {
      return complete(state);
    }
    failures++;
    state.rebuild = Rebuild.FAILED;
    if (state.isExhausted(loads, now)) {
      exhausted(state);
    }
    return List.of();
  }

  /**
   * Fetches that have been silent for long: to be cancelled, and then reported as {@link #failed}.
   */
  public List<Fetch> stalled(long now) {
    List<Fetch> stalled = new ArrayList<>();
    for (PieceState state : begun.values()) {
      long limit = state.hasAlternative() ? STALL : LONG_STALL;
      state.active.stream().filter(f -> now - f.lastData() > limit).forEach(stalled::add);
    }
    return stalled;
  }

  /** Nanoseconds after which {@link #next} may find more; the largest long for "no time known". */
  public long waitNanos() {
    return wait;
  }

  /**
   * The piece is complete.
   *
   * @return other fetches of the piece, to be cancelled and then reported as {@link #abandoned};
   *     empty as well when the piece was complete before
   */
  public List<Fetch> finished(Fetch fetch, long now) {
    PieceState state = begun.get(fetch.piece());
    long expected = state == null ? 0 : state.piece.range().length();
    loads.advance(now);
    loads.moved(fetch.source().depot(), Math.max(expected, fetch.arrived()) - fetch.counted);
    ended(fetch, state);
    loads.succeeded(fetch.source().depot());
    if (state == null) {
      return List.of();
    }
    long nanos = now - fetch.started();
    usualNanos = usualNanos == 0 ? nanos : usualNanos + NEW_SHARE * (nanos - usualNanos);
    for (Fetch loser : state.active) {
      if (now - loser.lastData() > Lateness.SILENCE) {
        loads.failed(loser.source().depot(), now);
      }
    }
    return complete(state);
  }

  private List<Fetch> complete(PieceState state) {
    finished++;
    begun.remove(state.index);
    pieces.forget(state.index);
    return List.copyOf(state.active);
  }

  /** A cancelled fetch has ended. */
  public void abandoned(Fetch fetch) {
    ended(fetch, begun.get(fetch.piece()));
  }

  /**
   * A fetch failed.
   *
   * @return whether the piece is lost by this
   */
  public boolean failed(Fetch fetch, Throwable reason, long now) {
    PieceState state = begun.get(fetch.piece());
    ended(fetch, state);
    Failure failure = classify(reason);
    if (failure == Failure.UNREACHABLE) {
      loads.failed(fetch.source().depot(), now);
    }
    if (state == null) {
      return false;
    }
    failures++;
    state.failed(fetch.source(), failure);
    return state.isExhausted(loads, now) && exhausted(state);
  }

  /** No source is left: the piece is rebuilt, or lost. */
  private boolean exhausted(PieceState state) {
    if (state.rebuild == Rebuild.POSSIBLE) {
      queueRebuild(state);
      return false;
    }
    untoldLosses.add(state.index);
    lost.add(state.index);
    if (ordered) {
      end = Math.min(end, state.index);
      lost.tailSet(end + 1).clear();
      dropFromEnd();
    } else {
      begun.remove(state.index);
      pieces.forget(state.index);
    }
    return true;
  }

  private static Failure classify(Throwable reason) {
    if (reason instanceof CorruptDataException) {
      return Failure.CORRUPT;
    }
    if (reason instanceof IbpException ibp) {
      return ibp.isGone()
          ? Failure.GONE
          : ibp.isRetryable() ? Failure.UNREACHABLE : Failure.REFUSED;
    }
    return reason instanceof LorsException ? Failure.REFUSED : Failure.UNREACHABLE;
  }

  private void dropFromEnd() {
    for (Iterator<PieceState> i = begun.tailMap(end).values().iterator(); i.hasNext(); ) {
      if (i.next().active.isEmpty()) {
        i.remove();
      }
    }
  }

  private void ended(Fetch fetch, @Nullable PieceState state) {
    active--;
    loads.ended(fetch.source().depot());
    if (state != null) {
      state.active.remove(fetch);
    }
  }

  /** All fetches under way. */
  public List<Fetch> active() {
    List<Fetch> all = new ArrayList<>();
    begun.values().forEach(state -> all.addAll(state.active));
    return all;
  }

  /** The next finished piece in order has left memory. */
  public void delivered() {
    delivered++;
  }

  /** Failed attempts so far. */
  public int failures() {
    return failures;
  }
}
