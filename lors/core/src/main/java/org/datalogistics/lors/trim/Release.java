package org.datalogistics.lors.trim;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.exnode.Extent;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.CancelledException;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.run.Bounded;
import org.datalogistics.lors.run.DepotOf;
import org.datalogistics.lors.run.Failures;
import org.datalogistics.lors.run.Watch;
import org.jspecify.annotations.Nullable;

/**
 * Lowers the read references of allocations; one without references is deleted by its depot (LoRS
 * spec 6.7). Which allocations an edit leaves without use, {@link
 * org.datalogistics.exnode.edit.Trim#unused} tells. Safe for use by many threads.
 */
public final class Release {
  private static final Duration EACH = Duration.ofSeconds(15);

  /** References that one allocation is thought to have at most. */
  private static final int MOST_REFERENCES = 1000;

  private final DepotOperations depots;

  /** Releases through a client. */
  public Release(DepotOperations depots) {
    this.depots = depots.within(EACH);
  }

  /**
   * Lowers the references of each extent's allocation once, or until it is deleted.
   *
   * @param extents each allocation once
   * @param kill until it is deleted
   * @return in the order of the extents
   * @throws CancelledException when cancelled, interrupted or out of time; some may have been
   *     lowered by then
   */
  public List<Released> run(
      List<Extent> extents, boolean kill, TransferLimits limits, Cancellation cancellation)
      throws CancelledException {
    Watch watch = new Watch(limits.timeout(), cancellation, TransferListener.NONE);
    return Bounded.all(extents, limits.threads(), watch, extent -> release(extent, kill));
  }

  private CompletableFuture<Released> release(Extent extent, boolean kill) {
    DepotAddress depot = DepotOf.extent(extent).orElse(null);
    if (extent.manage() == null) {
      return CompletableFuture.completedFuture(
          new Released(extent, depot, false, "the exNode has no manage capability for it"));
    }
    Capability manage;
    try {
      manage = Capability.parse(extent.manage());
    } catch (IllegalArgumentException e) {
      return CompletableFuture.completedFuture(
          new Released(extent, depot, false, String.valueOf(e.getMessage())));
    }
    CompletableFuture<@Nullable Void> lowered = depots.decrement(manage, CapabilityKind.READ);
    CompletableFuture<@Nullable Void> all =
        kill ? lowered.thenCompose(n -> rest(manage, 1)) : lowered;
    return all.handle((nothing, failure) -> outcome(extent, manage, kill, failure));
  }

  /** Further decrements until the depot does not know the allocation any more. */
  private CompletableFuture<@Nullable Void> rest(Capability manage, int done) {
    if (done >= MOST_REFERENCES) {
      return CompletableFuture.failedFuture(
          new LorsException("it still has references after " + done + " were taken off"));
    }
    return depots.decrement(manage, CapabilityKind.READ).thenCompose(n -> rest(manage, done + 1));
  }

  private static Released outcome(
      Extent extent, Capability manage, boolean kill, @Nullable Throwable failure) {
    if (failure == null) {
      return new Released(extent, manage.depot(), false, null);
    }
    boolean gone = Failures.cause(failure) instanceof IbpException ibp && ibp.isGone();
    return gone
        ? new Released(extent, manage.depot(), !kill, null)
        : new Released(extent, manage.depot(), false, Failures.reason(failure));
  }
}
