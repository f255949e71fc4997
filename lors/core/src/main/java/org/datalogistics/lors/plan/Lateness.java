package org.datalogistics.lors.plan;

import java.time.Duration;

/**
 * When a fetch under way is late, so that another source is worth asking (LoRS spec 6.3): when its
 * rate says that another one would be done much sooner, when it is silent, or when many later
 * pieces have overtaken it.
 */
final class Lateness {

  /** Never late before this, so that jitter does not count. */
  private static final long LEAST = Duration.ofMillis(250).toNanos();

  /** Late when nothing is known of the usual time: no byte for so long. */
  static final long SILENCE = Duration.ofSeconds(2).toNanos();

  /** A fetch is late when it takes this many times as long as usual... */
  private static final int USUAL_FACTOR = 3;

  /** What another source has to save when there is nothing else to do... */
  private static final double IDLE_FACTOR = 1.5;

  private static final long IDLE_MARGIN = Duration.ofMillis(50).toNanos();

  /** ...and when the bytes could be spent on other pieces. */
  private static final double BUSY_FACTOR = 4;

  private static final long BUSY_MARGIN = Duration.ofMillis(500).toNanos();

  private Lateness() {}

  /**
   * What is known of a fetch.
   *
   * @param bytes of the piece
   * @param arrived of them
   * @param age nanoseconds since it was started
   * @param silence nanoseconds since the last byte, or since the start
   * @param overtaken whether as many later pieces have come as the policy wants
   */
  record Progress(long bytes, long arrived, long age, long silence, boolean overtaken) {}

  /**
   * Nanoseconds until the fetch is late if nothing else happens, 0 or less for now.
   *
   * @param usual nanoseconds that pieces usually take; 0 when unknown
   * @param other nanoseconds that another source would take for it; 0 when unknown
   * @param idle whether nothing else is to be fetched
   */
  static long nanosUntilLate(Progress fetch, double usual, double other, boolean idle) {
    long bySilence = idle || fetch.overtaken() ? SILENCE - fetch.silence() : Long.MAX_VALUE;
    long soonest = bySilence;
    if (usual > 0 && (fetch.overtaken() || idle)) {
      soonest = Math.min(soonest, Math.max(LEAST, (long) (USUAL_FACTOR * usual)) - fetch.age());
    }
    if (other > 0) {
      soonest = Math.min(soonest, byRate(fetch, other, idle));
    }
    return soonest;
  }

  private static long byRate(Progress fetch, double other, boolean idle) {
    double worth = idle ? IDLE_FACTOR * other + IDLE_MARGIN : BUSY_FACTOR * other + BUSY_MARGIN;
    if (fetch.age() < LEAST) {
      return LEAST - fetch.age();
    }
    if (fetch.arrived() == 0) {
      return (long) worth - fetch.age();
    }
    // Its rate so far; a silence at the end counts as no progress at all.
    double left = (double) (fetch.bytes() - fetch.arrived()) * fetch.age() / fetch.arrived();
    double expected = Math.max(left, (double) fetch.silence());
    return expected > worth ? 0 : Math.max(1, LEAST);
  }
}
