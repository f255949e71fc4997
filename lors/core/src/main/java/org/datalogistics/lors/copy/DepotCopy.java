package org.datalogistics.lors.copy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.Metadata;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilitySet;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.run.Failures;
import org.datalogistics.lors.run.Watch;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to copy a range into a new allocation: ALLOCATE there, copy, and ask how many bytes
 * arrived. Whoever starts it gives {@link #capabilities} back if it fails.
 */
public final class DepotCopy {
  private final CopyTry what;
  private final CopyRequest terms;
  private final DepotOperations depots;
  private final Watch watch;
  private final CompletableFuture<Extent> result = new CompletableFuture<>();

  // Set on I/O threads, read by the operation's thread after the result is complete.
  private volatile @Nullable CapabilitySet capabilities;
  private volatile @Nullable CompletableFuture<?> copying;
  private volatile boolean stopped;
  private volatile boolean targetRefused;

  /**
   * An attempt that has not begun.
   *
   * @param terms lease, reliability and memory; its jobs do not matter
   */
  public DepotCopy(CopyTry what, CopyRequest terms, DepotOperations depots, Watch watch) {
    this.what = what;
    this.terms = terms;
    this.depots = depots;
    this.watch = watch;
  }

  /** The attempt. */
  public CopyTry what() {
    return what;
  }

  /**
   * Begins. The result is the copy as it goes into an exNode, or a failure; it completes on an I/O
   * thread.
   */
  public CompletableFuture<Extent> start(InstantSource clock) {
    Capability read;
    Capability asked;
    try {
      String manage = what.source().manage();
      read = Capability.parse(String.valueOf(what.source().read()));
      asked = manage == null ? read : Capability.parse(manage);
    } catch (IllegalArgumentException e) {
      result.completeExceptionally(e);
      return result;
    }
    storedLength(asked)
        .whenComplete(
            (length, failure) -> {
              if (failure != null) {
                result.completeExceptionally(Failures.cause(failure));
              } else {
                allocate(read, length, clock.instant());
              }
            });
    return result;
  }

  /** The bytes to copy, which for conditioned ones the document may not say. */
  private CompletableFuture<Long> storedLength(Capability asked) {
    if (what.length() > 0) {
      return CompletableFuture.completedFuture(what.length());
    }
    return depots.within(watch.transferLimit(0)).probe(asked).thenApply(status -> status.size());
  }

  private void allocate(Capability read, long length, Instant now) {
    if (length < 1) {
      result.completeExceptionally(
          new LorsException(
              "there is nothing to copy in " + read.depot() + " for " + what.range()));
      return;
    }
    IbpCommand.Allocate command =
        new IbpCommand.Allocate(
            IbpCommand.ANY_RID,
            terms.reliability(),
            AllocationType.BYTEARRAY,
            terms.lease().toSeconds(),
            length,
            0);
    depots
        .within(watch.transferLimit(0))
        .allocate(what.target(), command)
        .whenComplete(
            (set, failure) -> {
              if (failure != null) {
                targetRefused = true;
                result.completeExceptionally(Failures.cause(failure));
              } else {
                capabilities = set;
                copy(read, set, length, now);
              }
            });
  }

  private void copy(Capability read, CapabilitySet set, long length, Instant now) {
    DepotOperations limited = depots.within(watch.transferLimit(length));
    CompletableFuture<Long> future =
        switch (what.method()) {
          case PUSH -> limited.push(read, set.write(), what.start(), 0, length);
          case SEND -> limited.send(read, set.write(), what.start(), length);
          case CLIENT ->
              new ClientCopy(depots, watch, read, set.write(), chunk()).run(what.start(), length);
        };
    copying = future;
    if (stopped) {
      future.cancel(true);
    }
    future.whenComplete(
        (copied, failure) -> {
          if (failure != null) {
            result.completeExceptionally(Failures.cause(failure));
          } else if (copied != length) {
            result.completeExceptionally(arrived(copied, length));
          } else {
            verify(set, length, now);
          }
        });
  }

  /** The source said that all is there; only the target knows. */
  private void verify(CapabilitySet set, long length, Instant now) {
    depots
        .within(watch.transferLimit(0))
        .probe(set.manage())
        .whenComplete(
            (status, failure) -> {
              if (failure != null) {
                targetRefused = true;
                result.completeExceptionally(Failures.cause(failure));
              } else if (status.size() != length) {
                result.completeExceptionally(arrived(status.size(), length));
              } else {
                result.complete(extent(set, length, now));
              }
            });
  }

  private LorsException arrived(long copied, long length) {
    return new LorsException(
        what.method()
            + " from "
            + what.from()
            + " to "
            + what.target()
            + ": "
            + copied
            + " of "
            + length
            + " bytes arrived");
  }

  private Extent extent(CapabilitySet set, long length, Instant start) {
    Extent source = what.source();
    Metadata metadata = source.metadata().without("id").without("selfRef");
    return (source.isRaw()
            ? Extent.builder(what.range().offset(), what.range().length())
            : source.toBuilder())
        .allocLength(length)
        .capabilities(set.read().uri(), set.write().uri(), set.manage().uri())
        .lifetime(start, start.plus(terms.lease()))
        .metadata(metadata)
        .build();
  }

  private int chunk() {
    long each = terms.limits().memory() / terms.limits().threads();
    return (int) Math.max(ClientCopy.SMALLEST, Math.min(ClientCopy.LARGEST, each));
  }

  /**
   * Ends the attempt soon. An ALLOCATE under way is waited for, or nobody would know what to give
   * back.
   */
  public void stop() {
    stopped = true;
    CompletableFuture<?> future = copying;
    if (future != null) {
      future.cancel(true);
    }
  }

  /** The new allocation, once there is one. */
  public @Nullable CapabilitySet capabilities() {
    return capabilities;
  }

  /** Whether the target did not make an allocation, or lost it: no source can change that. */
  boolean isTargetRefused() {
    return targetRefused;
  }
}
