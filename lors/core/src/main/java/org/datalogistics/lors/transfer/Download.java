package org.datalogistics.lors.transfer;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Set;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.CancelledException;
import org.datalogistics.lors.IncompleteException;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.plan.ByteRanges;
import org.datalogistics.lors.plan.DownloadPlan;
import org.datalogistics.lors.plan.SourceIndex;
import org.datalogistics.lors.run.Watch;

/**
 * Reads files from depots (LoRS spec 6.3): in parallel, from whichever copy works and is fastest.
 * Safe for use by many threads; each call uses the thread that makes it.
 */
public final class Download {
  /** So many pieces should fit into the memory. */
  private static final int PIECES_HELD = 4;

  private final DepotOperations depots;
  private final InstantSource clock;

  /** Downloads through a client; the clock tells which extents have expired. */
  public Download(DepotOperations depots, InstantSource clock) {
    this.depots = depots;
    this.clock = clock;
  }

  /**
   * Delivers the bytes of a file; blocks until done.
   *
   * @throws IncompleteException when some bytes cannot be had: those before them were delivered
   * @throws CancelledException when cancelled, interrupted or out of time
   * @throws IOException when the output cannot be written
   */
  public DownloadResult run(
      DownloadRequest request,
      DownloadTarget target,
      TransferListener listener,
      Cancellation cancellation)
      throws IOException {
    Watch watch = new Watch(request.limits().timeout(), cancellation, listener);
    PieceLog log = target instanceof DownloadTarget.Positioned p ? p.log() : PieceLog.NONE;
    boolean ordered = target instanceof DownloadTarget.Ordered;
    long memory = Math.min(request.limits().memory(), Runtime.getRuntime().maxMemory() / 2);
    SourceIndex index =
        SourceIndex.of(
            request.exNode(),
            CodingRebuilder.reach(request.exNode(), request.range()),
            clock.instant(),
            request.keys());
    DownloadPlan plan =
        DownloadPlan.of(
            index,
            request.range(),
            ByteRanges.without(request.range(), log.present()),
            request.pieceSize(),
            memory / PIECES_HELD);
    long each = Math.max(plan.largestHeld(), ordered ? request.pieceSize() : 0);
    DownloadRun run =
        new DownloadRun(
            plan.pieces(),
            request,
            request.policy().within(each == 0 ? Long.MAX_VALUE : memory / each, ordered),
            memory,
            target,
            depots,
            clock,
            index,
            CodingRebuilder.of(request.exNode()),
            listener,
            watch,
            log::done);
    Set<Integer> lost;
    try {
      lost = run.run(cancellation);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException("interrupted");
    }
    if (!lost.isEmpty()) {
      throw Losses.of(plan, lost, run.losses());
    }
    return new DownloadResult(
        request.range().length(), run.used(), run.failures(), watch.elapsed());
  }
}
