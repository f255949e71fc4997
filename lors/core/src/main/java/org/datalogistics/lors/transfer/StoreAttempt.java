package org.datalogistics.lors.transfer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.CapabilitySet;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.ibp.client.Payload;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.plan.StoreJob;
import org.datalogistics.lors.run.Watch;
import org.jspecify.annotations.Nullable;

/** One copy of a block on its way to one depot: ALLOCATE, then STORE. */
final class StoreAttempt {
  final StoreJob job;
  final PreparedBlock.Form form;
  private final Payload payload;
  private final CompletableFuture<Stored> result = new CompletableFuture<>();

  // Set on I/O threads, read by the operation's thread after the result is complete.
  private volatile @Nullable CapabilitySet capabilities;
  private volatile @Nullable CompletableFuture<Long> storing;
  private volatile boolean stopped;

  /** A copy that is stored, and from when on its lease runs. */
  record Stored(CapabilitySet capabilities, Instant allocated) {}

  StoreAttempt(StoreJob job, PreparedBlock block) {
    this.job = job;
    this.form = block.form();
    this.payload = block.payload();
  }

  /** Completes with the stored copy or a failure, either on an I/O thread. */
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
            payload.length(),
            0);
    Instant now = clock.instant();
    Duration storeLimit = watch.transferLimit(payload.length());
    depots
        .within(watch.transferLimit(0))
        .allocate(job.depot(), command)
        .whenComplete(
            (set, failure) -> {
              if (failure != null) {
                result.completeExceptionally(failure);
              } else {
                capabilities = set;
                allocated.run();
                store(depots.within(storeLimit), set, now);
              }
            });
    return result;
  }

  private void store(DepotOperations depots, CapabilitySet set, Instant allocated) {
    CompletableFuture<Long> future = depots.store(set.write(), payload);
    storing = future;
    if (stopped) {
      future.cancel(true);
    }
    future.whenComplete(
        (length, failure) -> {
          if (failure != null) {
            result.completeExceptionally(failure);
          } else {
            result.complete(new Stored(set, allocated));
          }
        });
  }

  /**
   * Ends the attempt soon. An ALLOCATE under way is waited for, or nobody would know what to give
   * back.
   */
  void stop() {
    stopped = true;
    CompletableFuture<Long> future = storing;
    if (future != null) {
      future.cancel(true);
    }
  }

  /** The allocation, once there is one. */
  @Nullable CapabilitySet capabilities() {
    return capabilities;
  }
}
