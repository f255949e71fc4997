package org.datalogistics.depot.store;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One allocation while it is in use: its committed state, and who is writing.
 *
 * <p>{@link #committed} may be read by any thread. {@code pending} is guarded by the metadata
 * writer's lock. Appends take turns through {@link #lockAppend}; uploads in progress are known so
 * that a cut upload can take its bytes back without hurting another.
 */
final class Allocation {
  private final long id;
  private volatile AllocationRecord committed;
  private AllocationRecord pending;

  private final Queue<CompletableFuture<Void>> appendQueue = new ArrayDeque<>();
  private boolean appending;
  private final Set<Incoming> uploads = new HashSet<>();

  /** Users of this object, guarded by the cache's map; it may be dropped at 0. */
  int pins;

  /** Set at each use, cleared by the cache's sweep. */
  boolean recentlyUsed = true;

  Allocation(AllocationRecord record) {
    this.id = record.id();
    this.committed = record;
    this.pending = record;
  }

  long id() {
    return id;
  }

  AllocationRecord committed() {
    return committed;
  }

  /**
   * Holders of the metadata writer's lock only: the state that the running transaction has reached.
   */
  AllocationRecord pending() {
    return pending;
  }

  /** Holders of the metadata writer's lock only. */
  void setPending(AllocationRecord record) {
    pending = record;
  }

  /** Holders of the metadata writer's lock only: the transaction is durable. */
  void commit() {
    committed = pending;
  }

  /** Holders of the metadata writer's lock only: the transaction failed. */
  void rollback() {
    pending = committed;
  }

  /** Completes when the caller may append; {@link #unlockAppend} must follow. */
  CompletableFuture<Void> lockAppend() {
    synchronized (appendQueue) {
      if (!appending) {
        appending = true;
        return CompletableFuture.completedFuture(null);
      }
      CompletableFuture<Void> turn = new CompletableFuture<>();
      appendQueue.add(turn);
      return turn;
    }
  }

  /** Passes the turn to the next one that still waits. */
  void unlockAppend() {
    while (true) {
      CompletableFuture<Void> next;
      synchronized (appendQueue) {
        next = appendQueue.poll();
        if (next == null) {
          appending = false;
          return;
        }
      }
      if (next.complete(null)) {
        return;
      }
    }
  }

  /** The uploads in progress; lock it while looking at it or at the end of the data file. */
  Set<Incoming> uploads() {
    return uploads;
  }
}
