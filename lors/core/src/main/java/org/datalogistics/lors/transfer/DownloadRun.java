package org.datalogistics.lors.transfer;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.TransferEvent;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.condition.CorruptDataException;
import org.datalogistics.lors.plan.DownloadScheduler;
import org.datalogistics.lors.plan.Fetch;
import org.datalogistics.lors.plan.Piece;
import org.datalogistics.lors.run.Failures;
import org.datalogistics.lors.run.Inbox;
import org.datalogistics.lors.run.Watch;
import org.jspecify.annotations.Nullable;

/** One download under way. All state belongs to the thread that calls {@link #run}. */
final class DownloadRun {
  private static final int REASONS_KEPT = 8;

  private final List<Piece> pieces;
  private final DownloadRequest request;
  private final DepotOperations depots;
  private final TransferListener listener;
  private final Watch watch;
  private final Inbox inbox = new Inbox();
  private final DownloadScheduler scheduler;
  private final @Nullable OrderedWriter writer;
  private final PlaceMaker placeMaker;
  private final ExecutorService workers =
      Workers.pool("lors-worker", Runtime.getRuntime().availableProcessors());

  private final Map<Fetch, PieceLoad> inFlight = new LinkedHashMap<>();
  private final Map<Fetch, Throwable> stopped = new HashMap<>();
  private final Map<Integer, PiecePlace> places = new HashMap<>();
  private final Map<Integer, Set<String>> reasons = new HashMap<>();
  private final Set<DepotAddress> used = new TreeSet<>();
  private long finishedBytes;
  private @Nullable IOException fatal;

  /** Where the pieces of a download go. */
  interface PlaceMaker {
    PiecePlace make(ByteRange range);
  }

  DownloadRun(
      List<Piece> pieces,
      DownloadRequest request,
      DownloadTarget target,
      DepotOperations depots,
      TransferListener listener,
      Watch watch) {
    this.pieces = pieces;
    this.request = request;
    this.depots = depots;
    this.listener = listener;
    this.watch = watch;
    long origin = request.range().offset();
    if (target instanceof DownloadTarget.Positioned file) {
      writer = null;
      placeMaker =
          range -> new FilePlace(range, file.file(), file.position() + (range.offset() - origin));
    } else {
      DownloadTarget.Ordered stream = (DownloadTarget.Ordered) target;
      writer =
          new OrderedWriter(stream.channel(), request.prebuffer(), inbox, this::pieceDelivered);
      int size = (int) Math.min(request.pieceSize(), request.range().length());
      BufferPool pool = new BufferPool(size, request.policy().threads());
      placeMaker = range -> new MemoryPlace(range, pool);
    }
    this.scheduler = new DownloadScheduler(pieces, request.policy(), writer != null);
  }

  /**
   * Delivers what can be had.
   *
   * @return pieces delivered: all, unless one could not be had
   */
  int run(Cancellation cancellation) throws IOException, InterruptedException {
    listener.onEvent(new TransferEvent.Planned(request.range().length()));
    Cancellation.Registration waking = cancellation.onCancel(() -> inbox.post(() -> {}));
    try {
      while (!isDone()) {
        step();
      }
    } finally {
      waking.close();
      // Late bytes change nothing once a place is closed: no need to wait for what is cut off.
      places.values().forEach(PiecePlace::close);
      inFlight.values().forEach(PieceLoad::stop);
      workers.shutdownNow();
      if (writer != null) {
        writer.close();
      }
    }
    return scheduler.end();
  }

  /** Why a piece was not delivered. */
  Set<String> reasons(int piece) {
    return reasons.getOrDefault(piece, Set.of());
  }

  Set<DepotAddress> used() {
    return used;
  }

  int failures() {
    return scheduler.failures();
  }

  private boolean isDone() {
    return fatal == null
        && scheduler.isDone()
        && (writer == null || writer.written() >= scheduler.end());
  }

  private void step() throws IOException, InterruptedException {
    watch.check();
    if (fatal != null) {
      throw fatal;
    }
    for (Fetch fetch = scheduler.next(watch.now());
        fetch != null;
        fetch = scheduler.next(watch.now())) {
      start(fetch);
    }
    if (writer != null) {
      writer.check();
      writer.advance(scheduler.isDone());
    }
    if (!isDone()) {
      inbox.run(watch.tick(scheduler.waitNanos()));
      stopStalled();
    }
    watch.report(finishedBytes + inFlight.values().stream().mapToLong(PieceLoad::progress).sum());
  }

  private void start(Fetch fetch) {
    Piece piece = pieces.get(fetch.piece());
    DepotAddress depot = fetch.source().depot();
    PiecePlace place = places.get(fetch.piece());
    if (place != null) {
      listener.onEvent(new TransferEvent.Retried(piece.range(), depot));
    } else {
      place = placeMaker.make(piece.range());
      places.put(fetch.piece(), place);
    }
    PieceLoad load;
    try {
      load = new PieceLoad(fetch, place, request.limits().memory());
    } catch (LorsException e) {
      failed(fetch, e);
      return;
    }
    inFlight.put(fetch, load);
    load.start(depots.within(watch.transferLimit(piece.range().length())), workers)
        .whenComplete((legacy, failure) -> inbox.post(() -> ended(fetch, legacy, failure)));
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
  }

  private void finished(Fetch fetch, boolean legacy) {
    List<Fetch> others = scheduler.finished(fetch, watch.now());
    PiecePlace place = places.remove(fetch.piece());
    if (place == null) {
      return; // another fetch was faster
    }
    place.close();
    stop(others, new CorruptDataException("another copy was faster"));
    reasons.remove(fetch.piece());
    DepotAddress depot = fetch.source().depot();
    used.add(depot);
    finishedBytes += place.range().length();
    if (legacy) {
      listener.onEvent(new TransferEvent.LegacyChecksum(place.range(), depot));
    }
    listener.onEvent(new TransferEvent.Loaded(place.range(), depot));
    if (writer != null && place instanceof MemoryPlace memory) {
      writer.add(fetch.piece(), memory);
    } else {
      listener.onEvent(new TransferEvent.Written(place.range()));
    }
  }

  private void failed(Fetch fetch, Throwable reason) {
    if (reason instanceof LocalWriteException local) {
      fatal = local;
      return;
    }
    ByteRange range = pieces.get(fetch.piece()).range();
    String text = String.valueOf(reason.getMessage());
    String depot = fetch.source().depot().toString();
    Set<String> kept = reasons.computeIfAbsent(fetch.piece(), piece -> new LinkedHashSet<>());
    if (kept.size() < REASONS_KEPT) {
      kept.add(text.contains(depot) ? text : depot + ": " + text);
    }
    scheduler.failed(fetch, reason, watch.now());
    listener.onEvent(new TransferEvent.Failed(range, fetch.source().depot(), text));
  }

  private void stopStalled() {
    Set<Fetch> stalled = new HashSet<>(scheduler.stalled(watch.now()));
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

  private void pieceDelivered(int piece) {
    scheduler.delivered();
    listener.onEvent(new TransferEvent.Written(pieces.get(piece).range()));
  }
}
