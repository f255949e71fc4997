package org.datalogistics.lors.plan;

import java.time.Duration;

/** How long stores usually take, and from when on one is late. Not thread-safe. */
final class StorePace {
  private static final double NEW_SHARE = 0.2;
  private static final double LEAST_IDLE = Duration.ofSeconds(1).toNanos();
  private static final double LEAST_BUSY = Duration.ofSeconds(2).toNanos();

  /** An ALLOCATE takes a round trip; this is late when nothing else is known. */
  private static final double ALLOCATING = Duration.ofSeconds(3).toNanos();

  private static final int FACTOR_IDLE = 3;
  private static final int FACTOR_BUSY = 6;
  private static final int FACTOR_HOPELESS = 10;
  private static final double HOPELESS = Duration.ofSeconds(15).toNanos();

  /** Nanoseconds of a store of {@code usualBytes}, both smoothed; 0 while unknown. */
  private double usualNanos;

  private double usualBytes;

  void stored(long bytes, long nanos) {
    usualNanos = usualNanos == 0 ? nanos : usualNanos + NEW_SHARE * (nanos - usualNanos);
    usualBytes = usualBytes == 0 ? bytes : usualBytes + NEW_SHARE * (bytes - usualBytes);
  }

  private double usual(long bytes) {
    return usualNanos * Math.max(1, bytes / Math.max(1, usualBytes));
  }

  /** Nanoseconds until a store is late, 0 or less if it is; the largest long if nobody knows. */
  long nanosUntilLate(StoreJob job, boolean idle, long now) {
    long age = now - job.started();
    double usual = usual(job.block().length());
    if (job.isAllocating()) {
      double limit = usual == 0 ? ALLOCATING : Math.min(ALLOCATING, FACTOR_BUSY * usual);
      return (long) Math.max(limit, LEAST_IDLE) - age;
    }
    if (usual == 0) {
      return Long.MAX_VALUE;
    }
    double limit =
        idle
            ? Math.max(LEAST_IDLE, FACTOR_IDLE * usual)
            : Math.max(LEAST_BUSY, FACTOR_BUSY * usual);
    return (long) limit - age;
  }

  /** Whether it is so late that it is not worth waiting for where nobody else can take it. */
  boolean isHopeless(StoreJob job, long now) {
    double usual = usual(job.block().length());
    return usual > 0 && now - job.started() > Math.max(HOPELESS, FACTOR_HOPELESS * usual);
  }
}
