package org.datalogistics.unis.server.rest;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.datalogistics.unis.UnisTime;

/** Gives each document a {@code ts} of its own: microseconds that only ever grow (UNIS spec 16). */
final class MicroClock {

  private final InstantSource clock;
  private final AtomicLong last = new AtomicLong(Long.MIN_VALUE);

  MicroClock(InstantSource clock) {
    this.clock = clock;
  }

  /** Now, or a little later when this moment was given away already. */
  long next() {
    long now = UnisTime.toMicros(clock.instant());
    return last.updateAndGet(before -> Math.max(before + 1, now));
  }
}
