package org.datalogistics.depot.access;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A bucket of tokens, kept as the moment at which all that was taken will have been paid for. Times
 * are nanoseconds of one clock. Safe for use by many threads.
 */
final class Pace {
  private final AtomicLong paidAt;

  /** A full bucket. */
  Pace(long now) {
    paidAt = new AtomicLong(now);
  }

  /** Takes what costs so much time, whether or not it is there. */
  void take(long cost, long now) {
    paidAt.updateAndGet(due -> Math.max(due - now, 0) + now + cost);
  }

  /** How long it takes until there is something again, if the bucket holds so much time; or 0. */
  long delay(long now, long burst) {
    return Math.max(0, paidAt.get() - now - burst);
  }

  /** Takes it if it is there, and gives 0; else takes nothing and gives how long that will take. */
  long tryTake(long cost, long now, long burst) {
    while (true) {
      long due = paidAt.get();
      long next = Math.max(due - now, 0) + now + cost;
      long missing = next - now - burst;
      if (missing > 0) {
        return missing;
      }
      if (paidAt.compareAndSet(due, next)) {
        return 0;
      }
    }
  }
}
