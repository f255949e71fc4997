package org.datalogistics.lors.cli;

import java.time.Duration;

/** Bytes per second, smoothed over the last seconds. Not thread-safe. */
final class RateMeter {
  private static final long STEP_NANOS = Duration.ofMillis(250).toNanos();
  private static final double MEMORY_SECONDS = 3;

  private long lastTime;
  private long lastBytes;
  private double rate;
  private boolean known;

  RateMeter(long start) {
    lastTime = start;
  }

  void update(long now, long bytes) {
    long nanos = now - lastTime;
    if (nanos < STEP_NANOS) {
      return;
    }
    double present = Math.max(0, bytes - lastBytes) * 1e9 / nanos;
    double share = known ? 1 - Math.exp(-nanos / 1e9 / MEMORY_SECONDS) : 1;
    rate += share * (present - rate);
    known = true;
    lastTime = now;
    lastBytes = bytes;
  }

  /** 0 until known. */
  double bytesPerSecond() {
    return rate;
  }
}
