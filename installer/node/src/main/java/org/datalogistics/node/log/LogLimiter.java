package org.datalogistics.node.log;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;

/**
 * Keeps a log readable when a peer can trigger a line: lets so many through in each interval and
 * counts the rest. One for each kind of line. Thread-safe.
 *
 * <pre>{@code
 * limiter.permit().ifPresent(skipped -> LOG.warn("bad request from {} ({} like it not shown)", peer, skipped));
 * }</pre>
 */
public final class LogLimiter {
  private final int most;
  private final Duration interval;
  private final InstantSource clock;

  // Guarded by this.
  private Instant start;
  private int passed;
  private long skipped;

  /** Lets {@code most} lines through in each {@code interval}. */
  public LogLimiter(int most, Duration interval, InstantSource clock) {
    if (most < 1 || interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("no limit: " + most + " lines in " + interval);
    }
    this.most = most;
    this.interval = interval;
    this.clock = clock;
    this.start = clock.instant();
  }

  /** Whether a line may be written now, and if so how many were not since the last that was. */
  public synchronized OptionalLong permit() {
    Instant now = clock.instant();
    // A clock set back begins a new interval too, or the log could fall silent for as long as it
    // went back.
    if (now.isBefore(start) || !now.isBefore(start.plus(interval))) {
      start = now;
      passed = 0;
    }
    if (passed == most) {
      skipped++;
      return OptionalLong.empty();
    }
    passed++;
    OptionalLong result = OptionalLong.of(skipped);
    skipped = 0;
    return result;
  }
}
