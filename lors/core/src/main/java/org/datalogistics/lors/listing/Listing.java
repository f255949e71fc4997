package org.datalogistics.lors.listing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.plan.ExtentState;
import org.datalogistics.ibp.AllocationStatus;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.CancelledException;
import org.datalogistics.lors.run.DepotOf;
import org.datalogistics.lors.run.Failures;
import org.jspecify.annotations.Nullable;

/**
 * Lists the extents of a file, asking the depots for their state (LoRS spec 3.3). Probes with the
 * manage capability if there is one, else with the read capability, where "not found" proves
 * nothing (LoRS spec 12).
 */
public final class Listing {
  private static final long TICK_MILLIS = 100;

  private final DepotOperations depots;
  private final InstantSource clock;

  /** Listings through a client; the clock turns seconds left into a time. */
  public Listing(DepotOperations depots, InstantSource clock) {
    this.depots = depots;
    this.clock = clock;
  }

  /** What the document says, without asking anyone. */
  public static List<ListedExtent> logical(ExNode exNode) {
    List<ListedExtent> listed = new ArrayList<>();
    List<Extent> extents = sorted(exNode);
    for (int i = 0; i < extents.size(); i++) {
      listed.add(unasked(i, extents.get(i), ExtentState.UNKNOWN, null));
    }
    return listed;
  }

  /**
   * What the depots say. A depot that cannot be reached or does not answer in time is not asked
   * again: its extents are unreachable, and the others are not kept waiting for it.
   *
   * @param threads most questions at once
   * @param each limit for each question; no more than half of {@code limit} counts
   * @param limit for all of them
   * @throws CancelledException when cancelled, interrupted or out of time
   */
  public List<ListedExtent> physical(
      ExNode exNode, int threads, Duration each, Duration limit, Cancellation cancellation)
      throws CancelledException {
    long end = System.nanoTime() + limit.toNanos();
    Duration half = limit.dividedBy(2);
    Duration patience = each.compareTo(half) < 0 ? each : half;
    Map<DepotAddress, String> silent = new ConcurrentHashMap<>();
    Semaphore free = new Semaphore(threads);
    List<CompletableFuture<ListedExtent>> answers = new ArrayList<>();
    List<Extent> extents = sorted(exNode);
    try {
      for (int i = 0; i < extents.size(); i++) {
        acquire(1, free, end, cancellation);
        answers.add(
            probe(i, extents.get(i), patience, silent)
                .whenComplete((listed, failure) -> free.release()));
      }
      acquire(threads, free, end, cancellation);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException("interrupted");
    }
    return answers.stream().map(CompletableFuture::join).toList();
  }

  private static void acquire(int permits, Semaphore free, long end, Cancellation cancellation)
      throws InterruptedException, CancelledException {
    while (!free.tryAcquire(permits, TICK_MILLIS, TimeUnit.MILLISECONDS)) {
      if (cancellation.isCancelled()) {
        throw new CancelledException("cancelled");
      }
      if (System.nanoTime() - end > 0) {
        throw new CancelledException(
            "the depots did not answer in time; allow more with a longer timeout");
      }
    }
  }

  private static List<Extent> sorted(ExNode exNode) {
    return exNode.extents().stream().sorted(Comparator.comparingLong(Extent::offset)).toList();
  }

  private CompletableFuture<ListedExtent> probe(
      int index, Extent extent, Duration limit, Map<DepotAddress, String> silent) {
    String defect = extent.defect().orElse(null);
    if (defect != null) {
      return CompletableFuture.completedFuture(
          unasked(index, extent, ExtentState.MALFORMED, defect));
    }
    String uri = extent.manage() != null ? extent.manage() : extent.read();
    if (uri == null) {
      return CompletableFuture.completedFuture(
          unasked(index, extent, ExtentState.UNKNOWN, "no capability to ask with"));
    }
    Capability capability;
    try {
      capability = Capability.parse(uri);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.completedFuture(
          unasked(index, extent, ExtentState.MALFORMED, String.valueOf(e.getMessage())));
    }
    String silence = silent.get(capability.depot());
    if (silence != null) {
      return CompletableFuture.completedFuture(
          unasked(index, extent, ExtentState.UNREACHABLE, silence));
    }
    return depots
        .within(limit)
        .probe(capability)
        .whenComplete((status, failure) -> note(capability.depot(), failure, silent))
        .handle(
            (status, failure) ->
                failure == null
                    ? answered(index, extent, capability, status)
                    : refused(index, extent, capability, failure));
  }

  private static void note(
      DepotAddress depot, @Nullable Throwable failure, Map<DepotAddress, String> silent) {
    if (failure != null
        && Failures.cause(failure) instanceof IbpException ibp
        && (ibp.error() == IbpError.CANT_CONNECT || ibp.error() == IbpError.CLIENT_TIMEOUT)) {
      silent.putIfAbsent(depot, String.valueOf(ibp.getMessage()));
    }
  }

  private ListedExtent answered(
      int index, Extent extent, Capability capability, AllocationStatus status) {
    Instant expiry = clock.instant().plusSeconds(status.secondsLeft());
    return new ListedExtent(
        index, extent, capability.depot(), ExtentState.LIVE, status, expiry, null);
  }

  private static ListedExtent refused(
      int index, Extent extent, Capability capability, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    ExtentState state = ExtentState.UNREACHABLE;
    if (cause instanceof IbpException ibp && !ibp.isRetryable()) {
      boolean dead = ibp.isGone() && capability.kind() == CapabilityKind.MANAGE;
      state = dead ? ExtentState.DEAD : ExtentState.UNKNOWN;
    }
    return unasked(index, extent, state, String.valueOf(cause.getMessage()));
  }

  private static ListedExtent unasked(
      int index, Extent extent, ExtentState state, @Nullable String problem) {
    DepotAddress depot = DepotOf.extent(extent).orElse(null);
    return new ListedExtent(index, extent, depot, state, null, extent.end(), problem);
  }
}
