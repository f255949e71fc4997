package org.datalogistics.testkit;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The faults in force, shared by a proxy and its connections; those that wait for a change are
 * woken by it.
 */
final class FaultBoard {
  private final Map<Direction, Faults> faults = new EnumMap<>(Direction.class);

  synchronized Faults get(Direction direction) {
    return faults.getOrDefault(direction, Faults.NONE);
  }

  synchronized void update(Direction direction, UnaryOperator<Faults> change) {
    faults.put(direction, change.apply(get(direction)));
    notifyAll();
  }

  /**
   * True once for a cut that is to happen once, and always for other cuts; false if the fault is
   * gone meanwhile.
   */
  synchronized boolean claimCut(Direction direction, Faults seen) {
    Faults now = get(direction);
    if (!seen.cutOnce()) {
      return true;
    }
    if (!now.cutOnce() || now.cutAfter() != seen.cutAfter()) {
      return false;
    }
    update(direction, f -> f.withCutAfter(-1, f.cutHow()));
    return true;
  }

  /** Wakes all who wait, so that they look whether their connection still exists. */
  synchronized void wake() {
    notifyAll();
  }

  /** Waits up to so many nanoseconds, or until something changes. */
  // Waking too early does no harm: every caller looks at its condition again, in a loop of its own.
  @SuppressWarnings("WaitNotInLoop")
  synchronized void pause(long nanos) throws InterruptedException {
    if (nanos > 0) {
      wait(nanos / 1_000_000, (int) (nanos % 1_000_000));
    }
  }
}
