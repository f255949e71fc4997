package org.datalogistics.lors.copy;

import java.time.InstantSource;
import java.util.List;
import org.datalogistics.exnode.Extent;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.CancelledException;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.run.Abandoned;
import org.datalogistics.lors.run.Watch;

/**
 * Makes copies of ranges of files on further depots (LoRS spec 6.4). Safe for use by many threads;
 * each call uses the thread that makes it.
 */
public final class Copies {
  private final DepotOperations depots;
  private final InstantSource clock;

  /** Copies through a client, with lease times by a clock. */
  public Copies(DepotOperations depots, InstantSource clock) {
    this.depots = depots;
    this.clock = clock;
  }

  /**
   * Makes the copies; blocks until all are made or known not to be possible. A failed attempt is
   * made good by another source, another target, or through this process, and its allocation given
   * back.
   *
   * @return also when some or all copies are missing: that is for the caller to judge
   * @throws CancelledException when cancelled, interrupted or out of time; all copies made are
   *     given back then
   */
  public CopyResult run(CopyRequest request, TransferListener listener, Cancellation cancellation)
      throws CancelledException {
    Watch watch = new Watch(request.limits().timeout(), cancellation, listener);
    return run(request, listener, watch, cancellation);
  }

  /**
   * Makes the copies as a part of an operation, whose watch says how long it may take and is told
   * of progress.
   *
   * @return as above
   * @throws CancelledException as above
   */
  public CopyResult run(
      CopyRequest request, TransferListener listener, Watch watch, Cancellation cancellation)
      throws CancelledException {
    try {
      return new CopyRun(request, depots, clock, listener, watch).run(cancellation);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException("interrupted");
    }
  }

  /**
   * Gives copies back that nobody will find, as their exNode could not be left: best effort within
   * 15 s, the lease ends what cannot be reached.
   */
  public void giveBack(List<Extent> copies) {
    Abandoned abandoned = new Abandoned(depots);
    giveBack(copies, abandoned);
    abandoned.await();
  }

  static void giveBack(List<Extent> copies, Abandoned abandoned) {
    for (Extent copy : copies) {
      if (copy.manage() != null) {
        abandoned.give(Capability.parse(copy.manage()));
      }
    }
  }
}
