package org.datalogistics.lors.transfer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.CapabilitySet;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.plan.StoreJob;
import org.datalogistics.lors.run.Abandoned;
import org.datalogistics.lors.run.Watch;
import org.jspecify.annotations.Nullable;

/**
 * One copy of a block on its way to one depot: ALLOCATE, then STORE. An allocation that came to
 * nothing is given back, also when the depot makes it long after the attempt was given up.
 */
final class StoreAttempt {
  /** An answer to ALLOCATE is waited for so long, if only to give the allocation back. */
  private static final Duration LATEST_ANSWER = Duration.ofMinutes(2);

  final StoreJob job;
  final PreparedBlock.Form form;
  private final PreparedBlock block;
  private final Abandoned abandoned;
  private final CompletableFuture<Stored> result = new CompletableFuture<>();

  private final Object lock = new Object();
  // Guarded by the lock: set on I/O threads and by the operation's thread.
  private @Nullable CompletableFuture<Long> storing;
  private boolean ended;

  /** A copy that is stored, and from when on its lease runs. */
  record Stored(CapabilitySet capabilities, Instant allocated) {}

  StoreAttempt(StoreJob job, PreparedBlock block, Abandoned abandoned) {
    this.job = job;
    this.block = block;
    this.form = block.form();
    this.abandoned = abandoned;
  }

  /** Completes with the stored copy or a failure, on some thread. */
  CompletableFuture<Stored> start(
      DepotOperations depots,
      StoragePolicy storage,
      Watch watch,
      InstantSource clock,
      Runnable allocated) {
    IbpCommand.Allocate command =
        new IbpCommand.Allocate(
            IbpCommand.ANY_RID,
            storage.reliability(),
            AllocationType.BYTEARRAY,
            storage.lease().toSeconds(),
            block.payload().length(),
            0);
    Instant now = clock.instant();
    DepotOperations storeLimit = depots.within(watch.transferLimit(block.payload().length()));
    CompletableFuture<CapabilitySet> allocating =
        depots.within(LATEST_ANSWER).allocate(job.depot(), command);
    CompletableFuture<CapabilitySet> late = new CompletableFuture<>();
    abandoned.giveWhenMade(late);
    allocating.whenComplete(
        (set, failure) -> {
          if (failure != null) {
            result.completeExceptionally(failure);
            late.completeExceptionally(failure);
          } else if (begin(storeLimit, set, now)) {
            late.completeExceptionally(new LorsException("in use"));
            allocated.run();
          } else {
            late.complete(set);
          }
        });
    return result;
  }

  /** False when the attempt is over, so that the allocation is of no use. */
  private boolean begin(DepotOperations depots, CapabilitySet set, Instant allocated) {
    CompletableFuture<Long> future;
    synchronized (lock) {
      if (ended) {
        return false;
      }
      future = depots.store(set.write(), block.payload());
      storing = future;
    }
    future.whenComplete(
        (length, failure) -> {
          boolean inTime = failure == null && result.complete(new Stored(set, allocated));
          if (!inTime) {
            abandoned.give(set);
            if (failure != null) {
              result.completeExceptionally(failure);
            }
          }
        });
    return true;
  }

  /**
   * Ends the attempt now, with a reason, if it has not ended: what the depot does later is given
   * back.
   */
  void stop(Exception reason) {
    CompletableFuture<Long> future;
    synchronized (lock) {
      ended = true;
      future = storing;
    }
    if (future == null) {
      result.completeExceptionally(reason);
    } else if (result.completeExceptionally(reason)) {
      future.cancel(true);
    }
  }
}
