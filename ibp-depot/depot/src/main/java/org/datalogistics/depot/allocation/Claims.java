package org.datalogistics.depot.allocation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Who changes which bytes of an allocation, and who waits to. Bytes that do not count yet belong to
 * one upload at a time, so that a broken one can take its bytes back without hurting another, and
 * none overwrites what was acknowledged after it began. Bytes that count are overwritten freely.
 *
 * <p>Its monitor is held while the end of the data file is looked at and moved.
 */
public final class Claims {
  /** How many of those that wait are looked at to find one that hinders nobody. */
  private static final int LOOK_AHEAD = 32;

  /**
   * Tells the ranges wanted, at the moment when they may be granted, or null if it has to wait
   * until something else is released; called under the monitor.
   */
  public interface Wish {
    @Nullable Claim claim() throws RefusedException;
  }

  private record Waiter(Wish wish, CompletableFuture<Claim> future) {}

  private final Set<Claim> granted = new HashSet<>(2);
  private final Set<Waiter> waiting = new LinkedHashSet<>(2);

  /**
   * Completes when the ranges may be changed, all at once, in the order of asking among those that
   * want the same bytes; {@link #release} must follow. Cancelling gives the place up.
   */
  public CompletableFuture<Claim> claim(Wish wish) {
    CompletableFuture<Claim> future = new CompletableFuture<>();
    Waiter waiter = new Waiter(wish, future);
    synchronized (this) {
      waiting.add(waiter);
    }
    grant();
    if (!future.isDone()) {
      future.whenComplete((claim, failure) -> gaveUp(waiter));
    }
    return future;
  }

  public void release(Claim claim) {
    synchronized (this) {
      granted.remove(claim);
    }
    grant();
  }

  /** Holders of the monitor only: where the data file may be cut, apart from that claim's bytes. */
  public long keptEnd(long counted, @Nullable Claim except) {
    long end = counted;
    for (Claim each : granted) {
      if (each != except && each.keeps()) {
        end = Math.max(end, each.end());
      }
    }
    return end;
  }

  private void gaveUp(Waiter waiter) {
    boolean waited;
    synchronized (this) {
      waited = waiting.remove(waiter);
    }
    if (waited) {
      grant();
    }
  }

  /** Grants what can be granted; a loop, as thousands may wait. */
  private void grant() {
    for (Decision next = decide(); next != null; next = decide()) {
      RefusedException refusal = next.refusal;
      Claim claim = next.claim;
      if (refusal != null) {
        next.future.completeExceptionally(refusal);
      } else if (claim != null && !next.future.complete(claim)) {
        synchronized (this) {
          granted.remove(claim);
        }
      }
    }
  }

  private record Decision(
      CompletableFuture<Claim> future, @Nullable Claim claim, @Nullable RefusedException refusal) {}

  private synchronized @Nullable Decision decide() {
    List<Claim> ahead = new ArrayList<>();
    Iterator<Waiter> waiters = waiting.iterator();
    while (waiters.hasNext() && ahead.size() < LOOK_AHEAD) {
      Waiter waiter = waiters.next();
      @Nullable Claim claim;
      try {
        claim = waiter.wish.claim();
      } catch (RefusedException e) {
        waiters.remove();
        return new Decision(waiter.future, null, e);
      }
      if (claim == null) {
        continue;
      }
      if (granted.stream().noneMatch(claim::conflictsWith)
          && ahead.stream().noneMatch(claim::conflictsWith)) {
        waiters.remove();
        granted.add(claim);
        return new Decision(waiter.future, claim, null);
      }
      ahead.add(claim);
    }
    return null;
  }
}
