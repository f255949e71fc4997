package org.datalogistics.lors.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.condition.CorruptDataException;
import org.datalogistics.lors.plan.PieceState.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Decides which piece is fetched next and from where (LoRS spec 6.3): pieces that are late first,
 * from another depot; then the next in order; and at most as far ahead as memory allows. A source
 * that fails costs its piece another attempt; only a piece that no source gives ends the download,
 * after everything before it. Not thread-safe.
 */
public final class DownloadScheduler {

  /** A fetch is late when it takes this many times as long as usual... */
  private static final int LATE_FACTOR = 3;

  /** ...but never before this, so that jitter does not count. */
  private static final long LEAST_LATE = Duration.ofMillis(250).toNanos();

  /** Late when nothing is known of the usual time: no byte for so long. */
  private static final long SILENCE = Duration.ofSeconds(2).toNanos();

  /** A fetch that is silent for so long is given up when there is another source. */
  private static final long STALL = Duration.ofSeconds(6).toNanos();

  private static final double NEW_SHARE = 0.2;

  private final List<Piece> pieces;
  private final FetchPolicy policy;
  private final boolean ordered;
  private final DepotLoads loads = new DepotLoads();

  /** Begun and not finished, by index. */
  private final TreeMap<Integer, PieceState> begun = new TreeMap<>();

  private int next;
  private int end;
  private int delivered;
  private int finished;
  private int active;
  private int failures;
  private double usualNanos;
  private long wait = Long.MAX_VALUE;

  /**
   * A scheduler for the pieces of a plan.
   *
   * @param ordered whether finished pieces wait in memory for earlier ones
   */
  public DownloadScheduler(List<Piece> pieces, FetchPolicy policy, boolean ordered) {
    this.pieces = pieces;
    this.policy = policy;
    this.ordered = ordered;
    this.end = pieces.size();
    for (int i = 0; i < end; i++) {
      if (pieces.get(i).sources().isEmpty()) {
        end = i;
      }
    }
  }

  /** Index of the first piece that cannot be had; the number of pieces while there is none. */
  public int end() {
    return end;
  }

  /** Whether every piece before {@link #end} is finished and no fetch is under way. */
  public boolean isDone() {
    return active == 0 && next >= end && begun.headMap(end).isEmpty();
  }

  /** The next fetch to start; null when there is none now: see {@link #waitNanos}. */
  public @Nullable Fetch next(long now) {
    wait = Long.MAX_VALUE;
    if (active >= policy.threads()) {
      return null;
    }
    Fetch fetch = begunPiece(now);
    if (fetch == null && mayBegin()) {
      fetch = begin(now);
    }
    return fetch == null && !mayBegin() ? duplicate(now, true) : fetch;
  }

  /** Pieces whose attempts all failed, and late ones, before new ones. */
  private @Nullable Fetch begunPiece(long now) {
    for (PieceState state : begun.headMap(end).values()) {
      if (state.active.isEmpty()) {
        Fetch fetch = startOrWait(state, now);
        if (fetch != null) {
          return fetch;
        }
      }
    }
    return duplicate(now, false);
  }

  private boolean mayBegin() {
    return next < end && !(ordered && finished - delivered > policy.cache());
  }

  /** Looks a little further when the next piece has to wait for its depot. */
  private @Nullable Fetch begin(long now) {
    while (mayBegin() && begun.size() < 2 * policy.threads()) {
      PieceState state = new PieceState(next, pieces.get(next));
      begun.put(next, state);
      next++;
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
    if (pause > 0) {
      wait = Math.min(wait, pause);
    }
    return fetch;
  }

  /** A second fetch of a piece that is late. */
  private @Nullable Fetch duplicate(long now, boolean idle) {
    for (PieceState state : begun.headMap(end).values()) {
      if (state.active.isEmpty() || state.active.size() >= policy.redundancy()) {
        continue;
      }
      long late = nanosUntilLate(state, now, idle);
      if (late <= 0) {
        Fetch fetch = start(state, now);
        if (fetch != null) {
          return fetch;
        }
      } else if (state.choose(loads, policy.perDepot(), now) != null) {
        wait = Math.min(wait, late);
      }
    }
    return null;
  }

  /**
   * Until a piece counts as late: the largest long for "not as long as nothing else happens". With
   * nothing else to do, silence is enough; otherwise later pieces must have overtaken it too.
   */
  private long nanosUntilLate(PieceState state, long now, boolean idle) {
    Fetch newest = state.active.get(state.active.size() - 1);
    if (!idle && finished - newest.laterFinishedAtStart < policy.progress()) {
      return Long.MAX_VALUE;
    }
    long bySilence = newest.lastData() + SILENCE - now;
    if (usualNanos == 0) {
      return bySilence;
    }
    long byAge = newest.started() + Math.max(LEAST_LATE, (long) (LATE_FACTOR * usualNanos)) - now;
    return idle ? Math.min(byAge, bySilence) : byAge;
  }

  private @Nullable Fetch start(PieceState state, long now) {
    Source source = state.choose(loads, policy.perDepot(), now);
    if (source == null) {
      return null;
    }
    Fetch fetch = new Fetch(state.index, source, now, finished);
    state.active.add(fetch);
    loads.started(source.depot());
    active++;
    return fetch;
  }

  /**
   * Fetches that have been silent for long while another source could serve: to be cancelled, and
   * then reported as {@link #failed}.
   */
  public List<Fetch> stalled(long now) {
    List<Fetch> stalled = new ArrayList<>();
    for (PieceState state : begun.values()) {
      if (state.piece.sources().size() > 1) {
        state.active.stream().filter(f -> now - f.lastData() > STALL).forEach(stalled::add);
      }
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
    ended(fetch, state);
    long nanos = now - fetch.started();
    loads.succeeded(fetch.source().depot(), pieces.get(fetch.piece()).range().length(), nanos);
    if (state == null) {
      return List.of();
    }
    usualNanos = usualNanos == 0 ? nanos : usualNanos + NEW_SHARE * (nanos - usualNanos);
    for (Fetch loser : state.active) {
      if (now - loser.lastData() > SILENCE) {
        loads.failed(loser.source().depot(), now);
      }
    }
    finished++;
    begun.remove(fetch.piece());
    return List.copyOf(state.active);
  }

  /** A cancelled fetch has ended. */
  public void abandoned(Fetch fetch) {
    ended(fetch, begun.get(fetch.piece()));
  }

  /**
   * A fetch failed.
   *
   * @return whether the piece, and with it the download, is lost by this
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
    if (!state.isExhausted()) {
      return false;
    }
    end = Math.min(end, state.index);
    dropFromEnd();
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

  /** Failed fetches so far. */
  public int failures() {
    return failures;
  }
}
