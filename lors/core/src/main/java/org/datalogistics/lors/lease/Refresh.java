package org.datalogistics.lors.lease;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.ibp.AllocationStatus;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.IbpCommand;
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
 * Changes the leases of all allocations of a file, data and parity (LoRS spec 6.6). Safe for use by
 * many threads.
 */
public final class Refresh {
  /** Seconds that clocks and ways may take without a lease counting as shorter than asked for. */
  static final long SLACK = 5;

  private static final Duration EACH = Duration.ofSeconds(15);

  private final DepotOperations depots;
  private final InstantSource clock;

  /** Refreshes through a client; the clock turns seconds left into a time. */
  public Refresh(DepotOperations depots, InstantSource clock) {
    this.depots = depots.within(EACH);
    this.clock = clock;
  }

  /**
   * Changes every lease; blocks until all depots have answered, or not in time.
   *
   * @throws CancelledException when cancelled, interrupted or out of time; some leases may have
   *     changed by then
   */
  public RefreshResult run(
      ExNode exNode, LeaseTime time, TransferLimits limits, Cancellation cancellation)
      throws CancelledException {
    Watch watch = new Watch(limits.timeout(), cancellation, TransferListener.NONE);
    // An allocation that several extents use has one lease.
    Map<Object, Extent> allocations = new LinkedHashMap<>();
    for (Extent extent : exNode.allExtents()) {
      allocations.putIfAbsent(key(extent), extent);
    }
    Map<DepotAddress, CompletableFuture<Long>> longest = new ConcurrentHashMap<>();
    List<Renewed> leases =
        Bounded.all(
            new ArrayList<>(allocations.values()),
            limits.threads(),
            watch,
            extent -> renew(extent, time, longest));
    Map<Object, Instant> ends = new HashMap<>();
    for (Renewed lease : leases) {
      if (lease.end() != null) {
        ends.put(key(lease.extent()), lease.end());
      }
    }
    ExNode dated = exNode.mapAllExtents(extent -> dated(extent, ends.get(key(extent))));
    return new RefreshResult(dated.withModified(clock.instant()), leases);
  }

  private static Object key(Extent extent) {
    return extent.manage() != null ? extent.manage() : extent;
  }

  private static Extent dated(Extent extent, @Nullable Instant end) {
    return end == null ? extent : extent.toBuilder().lifetime(extent.start(), end).build();
  }

  private CompletableFuture<Renewed> renew(
      Extent extent, LeaseTime time, Map<DepotAddress, CompletableFuture<Long>> longest) {
    DepotAddress depot = DepotOf.extent(extent).orElse(null);
    if (extent.manage() == null) {
      return CompletableFuture.completedFuture(
          new Renewed(extent, depot, null, null, "the exNode has no manage capability for it"));
    }
    Capability manage;
    try {
      manage = Capability.parse(extent.manage());
    } catch (IllegalArgumentException e) {
      return CompletableFuture.completedFuture(
          new Renewed(extent, depot, null, null, String.valueOf(e.getMessage())));
    }
    Attempt attempt = new Attempt(extent, manage);
    CompletableFuture<Long> maximum =
        LeaseArithmetic.needsMaximum(time)
            ? longest(manage.depot(), longest)
            : CompletableFuture.completedFuture(0L);
    return depots
        .probe(manage)
        .thenCombine(maximum, (status, most) -> attempt.wanted(status, most, time))
        .thenCompose(seconds -> attempt.change(seconds, longest))
        .handle((nothing, failure) -> attempt.outcome(failure));
  }

  private CompletableFuture<Long> longest(
      DepotAddress depot, Map<DepotAddress, CompletableFuture<Long>> known) {
    return known.computeIfAbsent(
        depot,
        address ->
            depots
                .inquire(address, IbpCommand.ANY_RID)
                .thenApply(status -> status.maxDurationSeconds()));
  }

  /** One allocation on its way to another lease. */
  private final class Attempt {
    private final Extent extent;
    private final Capability manage;
    private volatile @Nullable AllocationStatus status;
    private volatile @Nullable Instant wanted;
    private volatile @Nullable Instant end;

    Attempt(Extent extent, Capability manage) {
      this.extent = extent;
      this.manage = manage;
    }

    long wanted(AllocationStatus found, long most, LeaseTime time) {
      status = found;
      Instant now = clock.instant();
      end = now.plusSeconds(found.secondsLeft());
      try {
        long seconds = LeaseArithmetic.seconds(time, found.secondsLeft(), most, now);
        wanted = seconds == LeaseArithmetic.KEEP ? end : now.plusSeconds(seconds);
        return seconds;
      } catch (LorsException e) {
        throw new CompletionException(e);
      }
    }

    CompletableFuture<@Nullable Void> change(
        long seconds, Map<DepotAddress, CompletableFuture<Long>> longest) {
      if (seconds == LeaseArithmetic.KEEP) {
        return CompletableFuture.completedFuture(null);
      }
      return set(seconds)
          .handle((nothing, failure) -> failure)
          .thenCompose(
              failure ->
                  failure == null
                      ? probeAgain()
                      : isTooLong(failure)
                          ? longest(manage.depot(), longest)
                              .thenCompose(most -> atMost(most, seconds, failure))
                          : CompletableFuture.failedFuture(failure));
    }

    private CompletableFuture<@Nullable Void> set(long seconds) {
      AllocationStatus present = status;
      if (present == null) {
        throw new IllegalStateException("not probed");
      }
      return depots.change(manage, present.maxSize(), seconds, present.reliability());
    }

    /** The depot grants less than was asked for: as much as it does. */
    private CompletableFuture<@Nullable Void> atMost(long most, long seconds, Throwable failure) {
      return most > 0 && most < seconds
          ? set(most).thenCompose(nothing -> probeAgain())
          : CompletableFuture.failedFuture(failure);
    }

    private CompletableFuture<@Nullable Void> probeAgain() {
      return depots
          .probe(manage)
          .thenAccept(after -> end = clock.instant().plusSeconds(after.secondsLeft()));
    }

    Renewed outcome(@Nullable Throwable failure) {
      String problem = failure == null ? null : Failures.reason(failure);
      return new Renewed(extent, manage.depot(), wanted, end, problem);
    }
  }

  /** Depots differ in how they say so. */
  private static boolean isTooLong(Throwable failure) {
    return Failures.cause(failure) instanceof IbpException ibp
        && switch (ibp.error()) {
          case LONG_DURATION, WOULD_EXCEED_POLICY, INV_PAR_ATDR -> true;
          default -> false;
        };
  }
}
