package org.datalogistics.lors.plan;

import java.time.Duration;

/**
 * Bytes per second of something while it had work, with what is past counting less and less. Not
 * thread-safe.
 */
final class RateMeter {
  private static final Duration USUAL_MEMORY = Duration.ofSeconds(2);

  /** With so much work and not a byte, it counts as measured: very slow, until a byte comes. */
  private static final double ENOUGH_NANOS = Duration.ofMillis(200).toNanos();

  private final double memoryNanos;
  private double bytes;
  private double busyNanos;
  private long last;
  private boolean begun;

  /** A meter for what is seen as it moves. */
  RateMeter() {
    this(USUAL_MEMORY);
  }

  /** A meter whose past counts for about so long. */
  RateMeter(Duration memory) {
    this.memoryNanos = memory.toNanos();
  }

  /** Time has passed up to {@code now}; {@code working} says whether there was work in it. */
  void advance(long now, boolean working) {
    if (begun && working && now > last) {
      double passed = now - last;
      double kept = Math.exp(-passed / memoryNanos);
      bytes *= kept;
      busyNanos = busyNanos * kept + memoryNanos * (1 - kept);
    }
    begun = true;
    last = now;
  }

  void moved(long count) {
    bytes += count;
  }

  boolean isKnown() {
    return (bytes > 0 && busyNanos > 0) || busyNanos > ENOUGH_NANOS;
  }

  /** Only when {@linkplain #isKnown known}; never 0. */
  double perSecond() {
    return Math.max(1, bytes) * 1e9 / Math.max(1, busyNanos);
  }

  /** When it was last advanced. */
  long last() {
    return last;
  }
}
