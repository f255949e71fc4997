package org.datalogistics.depot.resource;

import java.util.concurrent.TimeUnit;

/** Keeps background work to so many things a second. One thread uses it. */
final class Pace {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** It does not rest for less. */
  private static final long SHORTEST_REST = TimeUnit.MILLISECONDS.toNanos(10);

  private final long nanosEach;
  private long debt;
  private long last = System.nanoTime();

  /**
   * @param perSecond at most 1 000 000
   */
  Pace(long perSecond) {
    this.nanosEach = SECOND / perSecond;
  }

  /** So many were done; waits until more may be. */
  void worked(int count) throws InterruptedException {
    settle();
    debt += count * nanosEach;
    while (debt > SHORTEST_REST) {
      TimeUnit.NANOSECONDS.sleep(Math.min(debt, SECOND));
      settle();
    }
  }

  private void settle() {
    long now = System.nanoTime();
    debt = Math.max(0, debt - (now - last));
    last = now;
  }
}
