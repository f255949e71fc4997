package org.datalogistics.lors.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
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

  /** Waits a little for what was given. */
  public synchronized void await() {
    long end = System.nanoTime() + ALL.toNanos();
    try {
      while (underWay > 0 && System.nanoTime() < end) {
        wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (underWay > 0) {
      LOG.debug("{} allocations could not be given back", underWay + waiting.size());
    }
  }
}
