package org.datalogistics.lors.transfer;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.LongFunction;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.TransferEvent;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.condition.ByteArrays;
import org.datalogistics.lors.condition.CorruptDataException;
import org.datalogistics.lors.plan.DownloadScheduler;
import org.datalogistics.lors.plan.Fetch;
import org.datalogistics.lors.plan.PieceList;
import org.datalogistics.lors.run.Failures;
import org.datalogistics.lors.run.Inbox;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what a scheduler decides: starts loads and rebuilds, brings their ends back to it,
 * and tells its owner of every piece how it ended. All state belongs to the owner's thread.
 */
final class Fetcher {
  /** How a reason begins that other slices did not help. */
  static final String NOT_REBUILT = "it cannot be rebuilt";

  private static final int REASONS_KEPT = 8;

  /** Arrays for conditioned pieces that wait for being used again, most. */
  private static final int ARRAYS = 4;

  private final PieceList pieces;
  private final DownloadScheduler scheduler;
  private final Tools tools;
  private final Owner owner;

  private final ByteArrays arrays = new ByteArrays(ARRAYS);
  private final Map<Fetch, PieceLoad> inFlight = new LinkedHashMap<>();
  private final Map<Fetch, Throwable> stopped = new HashMap<>();
  private final Map<Integer, PiecePlace> places = new HashMap<>();
  private final Map<Integer, RebuildJob> jobs = new HashMap<>();
  private final Map<Integer, Set<String>> reasons = new HashMap<>();

  /**
   * What the work is done with.
   *
   * @param limit what one load of so many bytes may take
   * @param memory most bytes that a conditioned piece may take
   */
  record Tools(
      DepotOperations depots,
      Inbox inbox,
      ExecutorService workers,
      TransferListener listener,
      LongFunction<Duration> limit,
      long memory) {}

  /** Whose pieces these are. Called on the owner's thread. */
  interface Owner {
    /** Where a piece goes. */
    PiecePlace makePlace(int piece);

    /** The piece is in its place, which is closed; {@code fetch} is null if it was rebuilt. */
    void complete(int piece, PiecePlace place, @Nullable Fetch fetch);

    /** The piece cannot be had. */
    void lost(int piece, Set<String> reasons);

    /** The place takes no bytes: no depot is to blame. */
    void failed(LocalWriteException failure);

    /** How to make a piece that the scheduler wants rebuilt. */
    RebuildJob rebuild(int piece, PiecePlace place);
  }

  Fetcher(PieceList pieces, DownloadScheduler scheduler, Tools tools, Owner owner) {
    this.pieces = pieces;
    this.scheduler = scheduler;
    this.tools = tools;
    this.owner = owner;
  }

  /** Starts what there is to start now. */
  void start(long now) {
    for (Fetch fetch = scheduler.next(now); fetch != null; fetch = scheduler.next(now)) {
      start(fetch);
    }
    for (int piece = scheduler.nextRebuild(); piece >= 0; piece = scheduler.nextRebuild()) {
      rebuild(piece);
    }
    tellLost();
  }

  private PiecePlace place(int piece) {
    return places.computeIfAbsent(piece, owner::makePlace);
  }

  private void start(Fetch fetch) {
    ByteRange range = pieces.get(fetch.piece()).range();
    boolean again = places.containsKey(fetch.piece());
    PiecePlace place = place(fetch.piece());
    if (again) {
      tools.listener().onEvent(new TransferEvent.Retried(range, fetch.source().depot()));
    }
    tools.listener().onEvent(new TransferEvent.Chosen(range, fetch.source().depot(), fetch.why()));
    PieceLoad load;
    try {
      load = new PieceLoad(fetch, place, tools.memory(), arrays);
    } catch (LorsException e) {
      failed(fetch, e);
      return;
    }
    inFlight.put(fetch, load);
    load.start(tools.depots().within(tools.limit().apply(range.length())), tools.workers())
        .whenComplete((legacy, failure) -> tools.inbox().post(() -> ended(fetch, legacy, failure)));
  }

  private void ended(Fetch fetch, @Nullable Boolean legacy, @Nullable Throwable failure) {
    inFlight.remove(fetch);
    Throwable stopReason = stopped.remove(fetch);
    if (legacy != null) {
      finished(fetch, legacy);
    } else if (stopReason != null && !places.containsKey(fetch.piece())) {
      scheduler.abandoned(fetch);
    } else {
      failed(fetch, stopReason != null ? stopReason : Failures.cause(failure));
    }
    tellLost();
  }

  private void finished(Fetch fetch, boolean legacy) {
    List<Fetch> others = scheduler.finished(fetch, System.nanoTime());
    PiecePlace place = places.remove(fetch.piece());
    if (place == null) {
      return; // another fetch was faster
    }
    close(fetch.piece(), place, others);
    if (legacy) {
      tools
          .listener()
          .onEvent(new TransferEvent.LegacyChecksum(place.range(), fetch.source().depot()));
    }
    tools.listener().onEvent(new TransferEvent.Loaded(place.range(), fetch.source().depot()));
    owner.complete(fetch.piece(), place, fetch);
  }

  /** Late bytes change nothing once the place is closed. */
  private void close(int piece, PiecePlace place, List<Fetch> others) {
    place.close();
    stop(others, new CorruptDataException("another copy was faster"));
    reasons.remove(piece);
    RebuildJob job = jobs.get(piece);
    if (job != null) {
      job.stop();
    }
  }

  private void rebuild(int piece) {
    RebuildJob job = owner.rebuild(piece, place(piece));
    jobs.put(piece, job);
    job.start(tools)
        .whenComplete((n, failure) -> tools.inbox().post(() -> rebuilt(piece, failure)));
  }

  private void rebuilt(int piece, @Nullable Throwable failure) {
    jobs.remove(piece);
    PiecePlace place = places.get(piece);
    List<Fetch> others = scheduler.rebuilt(piece, failure == null, System.nanoTime());
    if (place == null) {
      return; // a fetch was faster
    }
    if (failure == null) {
      places.remove(piece);
      close(piece, place, others);
      tools.listener().onEvent(new TransferEvent.Rebuilt(place.range()));
      owner.complete(piece, place, null);
    } else if (Failures.cause(failure) instanceof LocalWriteException local) {
      owner.failed(local);
    } else {
      keepReason(piece, NOT_REBUILT + ": " + Failures.reason(failure));
    }
    tellLost();
  }

  private void failed(Fetch fetch, Throwable reason) {
    if (reason instanceof LocalWriteException local) {
      owner.failed(local);
      return;
    }
    String text = Failures.reason(reason);
    String depot = fetch.source().depot().toString();
    PiecePlace place = places.get(fetch.piece());
    if (place != null) {
      keepReason(fetch.piece(), text.contains(depot) ? text : depot + ": " + text);
      tools
          .listener()
          .onEvent(new TransferEvent.Failed(place.range(), fetch.source().depot(), text));
    }
    scheduler.failed(fetch, reason, System.nanoTime());
  }

  private void keepReason(int piece, String text) {
    Set<String> kept = reasons.computeIfAbsent(piece, any -> new LinkedHashSet<>());
    if (kept.size() < REASONS_KEPT) {
      kept.add(text);
    }
  }

  /** Tells the owner of pieces that were lost since the last time. */
  private void tellLost() {
    for (int piece = scheduler.nextLost(); piece >= 0; piece = scheduler.nextLost()) {
      PiecePlace place = places.remove(piece);
      if (place != null) {
        place.close();
      }
      Set<String> why = reasons.remove(piece);
      owner.lost(piece, why == null ? Set.of() : why);
    }
  }

  /** Ends fetches that are silent for too long. */
  void stopStalled(long now) {
    Set<Fetch> stalled = new HashSet<>(scheduler.stalled(now));
    stalled.removeAll(stopped.keySet());
    stop(
        List.copyOf(stalled),
        new IbpException(IbpError.CLIENT_TIMEOUT, "no data for several seconds"));
  }

  private void stop(List<Fetch> fetches, Throwable reason) {
    for (Fetch fetch : fetches) {
      PieceLoad load = inFlight.get(fetch);
      if (load != null) {
        stopped.put(fetch, reason);
        load.stop();
      }
    }
  }

  /** Bytes of pieces that are not complete, at most those of the pieces. */
  long progress() {
    Map<Integer, Long> most = new HashMap<>();
    inFlight.values().forEach(l -> most.merge(l.fetch.piece(), l.progress(), Math::max));
    return most.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Ends everything; what is cut off need not be waited for. */
  void close() {
    places.values().forEach(PiecePlace::close);
    inFlight.values().forEach(PieceLoad::stop);
    jobs.values().forEach(RebuildJob::stop);
  }
}
