package org.datalogistics.ibp.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** When bytes last moved on a connection; belongs to its event loop. */
final class ProgressWatch {
  private final long stallNanos;
  private final long idleNanos;
  private long last = System.nanoTime();

  ProgressWatch(Duration stall, Duration idle) {
    this.stallNanos = stall.toNanos();
    this.idleNanos = idle.toNanos();
  }

  void progressed() {
    last = System.nanoTime();
  }

  /** How often it is worth to look, in nanoseconds. */
  long period() {
    return Math.max(TimeUnit.MILLISECONDS.toNanos(5), Math.min(stallNanos, idleNanos) / 8);
  }

  /** Whether a connection without work has been so for too long. */
  boolean isTooIdle() {
    return System.nanoTime() - last >= idleNanos;
  }

  /** How long nothing has moved if that is too long for this command; else null. */
  @Nullable Duration stalled(Flight<?> flight) {
    long limit =
        flight.begun || flight.writer != null ? stallNanos : flight.call.spec().answerNanos();
    return System.nanoTime() - last < limit
        ? null
        : Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(limit));
  }
}
