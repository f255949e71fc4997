package org.datalogistics.depot.resource;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The place of a configured resource in the depot.
 *
 * @param phase what is done with it
 * @param resource the open resource; null in phases without one
 * @param problem why it is not open; empty unless it failed
 * @param delay how long the next failure keeps it from being tried again
 * @param retryAt when it is tried again, on the clock of elapsed nanoseconds
 */
record Slot(
    ResourceConfig config,
    Phase phase,
    @Nullable Resource resource,
    String problem,
    Duration delay,
    long retryAt) {
  /** After its first failure. */
  static final Duration FIRST_DELAY = Duration.ofSeconds(30);

  /** At last. */
  static final Duration LONGEST_DELAY = Duration.ofHours(1);

  /** What is done with a resource. */
  enum Phase {
    /** It is open. */
    OPEN,
    /** It is being opened. */
    OPENING,
    /** It could not be opened, or its disk failed; tried again later. */
    FAILED,
    /** Its operator took it out. */
    UNMOUNTED
  }

  static Slot of(ResourceConfig config) {
    return new Slot(config, Phase.UNMOUNTED, null, "", FIRST_DELAY, 0);
  }

  Slot configured(ResourceConfig changed) {
    return new Slot(changed, phase, resource, problem, delay, retryAt);
  }

  Slot opening() {
    return new Slot(config, Phase.OPENING, null, problem, delay, 0);
  }

  Slot open(Resource opened) {
    return new Slot(config, Phase.OPEN, opened, "", delay, 0);
  }

  /** The delay doubles with each failure. */
  Slot failed(String why, long now) {
    Duration doubled = delay.multipliedBy(2);
    Duration next = doubled.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : doubled;
    return new Slot(config, Phase.FAILED, null, why, next, now + delay.toNanos());
  }

  Slot unmounted() {
    return new Slot(config, Phase.UNMOUNTED, null, "", FIRST_DELAY, 0);
  }

  /** Whether it belongs to the depot at the moment. */
  boolean isMounted() {
    return phase != Phase.UNMOUNTED;
  }
}
