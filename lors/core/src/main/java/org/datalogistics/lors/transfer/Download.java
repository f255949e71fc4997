package org.datalogistics.lors.transfer;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.CancelledException;
import org.datalogistics.lors.IncompleteException;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.plan.DownloadPlan;
import org.datalogistics.lors.run.Watch;

/**
 * Reads files from depots (LoRS spec 6.3): in parallel, from whichever copy works and is fastest.
 * Safe for use by many threads; each call uses the thread that makes it.
 */
public final class Download {
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
    DownloadPlan plan =
        DownloadPlan.of(
            request.exNode(),
            request.range(),
            request.pieceSize(),
            clock.instant(),
            request.keys());
    DownloadRun run = new DownloadRun(plan.pieces(), request, target, depots, listener, watch);
    int delivered;
    try {
      delivered = run.run(cancellation);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException("interrupted");
    }
    if (delivered < plan.pieces().size()) {
      ByteRange missing = plan.pieces().get(delivered).range();
      throw new IncompleteException(
          explain(plan, missing, run.reasons(delivered)),
          missing.offset() - request.range().offset());
    }
    return new DownloadResult(
        request.range().length(), run.used(), run.failures(), watch.elapsed());
  }

  private static String explain(DownloadPlan plan, ByteRange missing, Set<String> reasons) {
    StringBuilder text = new StringBuilder("bytes " + missing + " cannot be read: ");
    if (!reasons.isEmpty()) {
      return text.append("every copy failed; ").append(String.join("; ", reasons)).toString();
    }
    List<String> unusable =
        plan.unusable().stream()
            .filter(
                bad ->
                    bad.extent().offset() < missing.end()
                        && bad.extent().offset() + bad.extent().length() > missing.offset())
            .map(bad -> bad.extent().capabilities() + ": " + bad.reason())
            .limit(5)
            .toList();
    return unusable.isEmpty()
        ? text.append("the exNode has no copy of them").toString()
        : text.append("no copy is usable; ").append(String.join("; ", unusable)).toString();
  }
}
