package org.datalogistics.lors.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.CapabilitySet;
import org.datalogistics.ibp.client.DepotOperations;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives allocations back that a failed or cancelled upload has made: best effort, the lease ends
 * what cannot be reached. Thread-safe.
 */
public final class Abandoned {
  private static final Logger LOG = LoggerFactory.getLogger(Abandoned.class);
  private static final Duration EACH = Duration.ofSeconds(5);
  private static final Duration ALL = Duration.ofSeconds(15);
  private static final int AT_ONCE = 32;

  private final DepotOperations depots;
  private final Queue<Capability> waiting = new ArrayDeque<>();
  private int underWay;

  /** Allocations that depots have been asked for and may still make. */
  private int awaited;

  /** Gives back through a client, 5 s each at most. */
  public Abandoned(DepotOperations depots) {
    this.depots = depots.within(EACH);
  }

  /** Gives back an allocation; null is none. */
  public void give(@Nullable CapabilitySet allocation) {
    if (allocation != null) {
      give(allocation.manage());
    }
  }

  /** Gives the allocation back that a manage capability is for. */
  public synchronized void give(Capability manage) {
    waiting.add(manage);
    startSome();
  }

  /** Gives the allocation back that a depot makes too late: it is waited for as for those given. */
  public void giveWhenMade(CompletableFuture<CapabilitySet> late) {
    synchronized (this) {
      awaited++;
    }
    late.whenComplete((set, failure) -> made(set));
  }

  private synchronized void made(@Nullable CapabilitySet set) {
    awaited--;
    give(set);
    notifyAll();
  }

  private synchronized void startSome() {
    while (underWay < AT_ONCE && !waiting.isEmpty()) {
      Capability manage = waiting.remove();
      underWay++;
      depots
          .decrement(manage, CapabilityKind.READ)
          .whenComplete((nothing, failure) -> ended(manage, failure));
    }
  }

  private synchronized void ended(Capability manage, @Nullable Throwable failure) {
    if (failure != null) {
      LOG.debug("cannot give {} back: {}", manage, failure.toString());
    }
    underWay--;
    startSome();
    notifyAll();
  }

  /** Waits a little, 15 s at most, for what was given. */
  public void await() {
    await(ALL);
  }

  /** Waits for what was given, and for allocations that depots make too late, so long at most. */
  public synchronized void await(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    try {
      while (underWay + awaited > 0 && System.nanoTime() < end) {
        wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (underWay + awaited > 0) {
      LOG.debug(
          "{} allocations could not be given back, {} may still be made",
          underWay + waiting.size(),
          awaited);
    }
  }
}
