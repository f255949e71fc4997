package org.datalogistics.lors.transfer;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.TransferEvent;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.plan.DepotLoads;
import org.datalogistics.lors.plan.DownloadScheduler;
import org.datalogistics.lors.plan.Fetch;
import org.datalogistics.lors.plan.FetchPolicy;
import org.datalogistics.lors.plan.Piece;
import org.datalogistics.lors.plan.PieceList;
import org.datalogistics.lors.plan.SourceIndex;
import org.datalogistics.lors.run.Inbox;
import org.datalogistics.lors.run.Watch;
import org.jspecify.annotations.Nullable;

/** One download under way. All state belongs to the thread that calls {@link #run}. */
final class DownloadRun {
  /** Reasons are told for so many lost pieces. */
  private static final int LOSSES_EXPLAINED = 100;

  private final List<Piece> pieces;
  private final Rebuilder rebuilder;
  private final TransferListener listener;
  private final Watch watch;
  private final Inbox inbox = new Inbox();
  private final long memory;
  private final long planned;
  private final DownloadScheduler scheduler;
  private final Fetcher fetcher;
  private final RangeReads sliceReads;
  private final SliceReader slices;
  private final @Nullable OrderedWriter writer;
  private final PlaceMaker placeMaker;
  private final PieceDone done;
  private final ExecutorService workers =
      Workers.pool("lors-worker", Runtime.getRuntime().availableProcessors());

  private final TreeMap<Integer, Set<String>> losses = new TreeMap<>();
  private final Set<DepotAddress> used = new TreeSet<>();
  private long finishedBytes;
  private @Nullable IOException fatal;

  /** Where the pieces of a download go. */
  private interface PlaceMaker {
    PiecePlace make(ByteRange range);
  }

  /** Is told of each piece that is in the file. */
  @FunctionalInterface
  interface PieceDone {
    void done(ByteRange range) throws IOException;
  }

  /**
   * A download.
   *
   * @param policy with as many threads as the memory allows
   * @param memory bytes on the heap for what is fetched
   * @param done for positioned targets
   */
  DownloadRun(
      List<Piece> pieces,
      DownloadRequest request,
      FetchPolicy policy,
      long memory,
      DownloadTarget target,
      DepotOperations depots,
      InstantSource clock,
      SourceIndex index,
      Rebuilder rebuilder,
      TransferListener listener,
      Watch watch,
      PieceDone done) {
    this.pieces = pieces;
    this.rebuilder = rebuilder;
    this.listener = listener;
    this.watch = watch;
    this.memory = memory;
    this.done = done;
    this.planned = pieces.stream().mapToLong(piece -> piece.range().length()).sum();
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
      BufferPool pool = new BufferPool(size, policy.threads());
      placeMaker = range -> new MemoryPlace(range, pool);
    }
    DepotLoads loads = new DepotLoads();
    Fetcher.Tools tools =
        new Fetcher.Tools(depots, inbox, workers, listener, watch::transferLimit, memory);
    PieceList list = PieceList.of(pieces);
    this.scheduler = new DownloadScheduler(list, policy, writer != null, this::rebuilds, loads);
    this.fetcher = new Fetcher(list, scheduler, tools, new Pieces());
    Fetcher.Tools quiet =
        new Fetcher.Tools(
            depots, inbox, workers, TransferListener.NONE, watch::transferLimit, memory);
    this.sliceReads = new RangeReads(quiet, policy, loads);
    this.slices = new ExtentSlices(index, request.keys(), clock, sliceReads);
  }

  private int rebuilds(int piece) {
    return RebuildJob.most(rebuilder, pieces.get(piece).range(), memory);
  }

  /**
   * Delivers what can be had.
   *
   * @return pieces that could not be had; in order, only the first one, and nothing behind it was
   *     delivered
   */
  Set<Integer> run(Cancellation cancellation) throws IOException, InterruptedException {
    listener.onEvent(new TransferEvent.Planned(planned));
    Cancellation.Registration waking = cancellation.onCancel(() -> inbox.post(() -> {}));
    try {
      while (!isDone()) {
        step();
      }
    } finally {
      waking.close();
      fetcher.close();
      sliceReads.close();
      workers.shutdownNow();
      if (writer != null) {
        writer.close();
      }
    }
    return scheduler.lost();
  }

  /** Why pieces were not delivered, by their number; of the first ones. */
  Map<Integer, Set<String>> losses() {
    return Collections.unmodifiableMap(losses);
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
    long now = watch.now();
    fetcher.start(now);
    sliceReads.start(now);
    if (writer != null) {
      writer.check();
      writer.advance(scheduler.isDone());
    }
    if (!isDone()) {
      inbox.run(watch.tick(Math.min(scheduler.waitNanos(), sliceReads.waitNanos())));
      fetcher.stopStalled(watch.now());
    }
    watch.report(finishedBytes + fetcher.progress());
  }

  private void pieceDelivered(int piece) {
    scheduler.delivered();
    listener.onEvent(new TransferEvent.Written(pieces.get(piece).range()));
  }

  private final class Pieces implements Fetcher.Owner {
    @Override
    public PiecePlace makePlace(int piece) {
      return placeMaker.make(pieces.get(piece).range());
    }

    @Override
    public void complete(int piece, PiecePlace place, @Nullable Fetch fetch) {
      finishedBytes += place.range().length();
      if (fetch != null) {
        used.add(fetch.source().depot());
      }
      if (writer != null && place instanceof MemoryPlace inMemory) {
        writer.add(piece, inMemory);
        return;
      }
      try {
        done.done(place.range());
      } catch (IOException e) {
        fatal = e;
      }
      listener.onEvent(new TransferEvent.Written(place.range()));
    }

    @Override
    public void lost(int piece, Set<String> reasons) {
      if (losses.size() < LOSSES_EXPLAINED) {
        losses.put(piece, reasons);
      }
    }

    @Override
    public void failed(LocalWriteException failure) {
      fatal = failure;
    }

    @Override
    public RebuildJob rebuild(int piece, PiecePlace place) {
      return new RebuildJob(rebuilder, slices, place, memory);
    }
  }
}
