package org.datalogistics.depot.net;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How long clients are told to wait before they come again (IBP spec 6.3): a random fraction of a
 * second, so that they do not come together, and more the more had to be turned away lately.
 */
final class Backoff {
  private static final double LONGEST_FRACTION = 0.25;
  private static final double FOR_EACH_REJECTED = 0.1;
  private static final double MOST = 30;

  /** In this time a rejection is forgotten by half. */
  private static final double HALF_LIFE = TimeUnit.SECONDS.toNanos(5);

  private final LongSupplier nanoTime;
  private double rejected;
  private long asOf;

  Backoff(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.asOf = nanoTime.getAsLong();
  }

  /** Hears of a client that was turned away, as there are too many. */
  synchronized void reject() {
    rejected = recent() + 1;
    asOf = nanoTime.getAsLong();
  }

  private double recent() {
    return rejected * Math.pow(0.5, (nanoTime.getAsLong() - asOf) / HALF_LIFE);
  }

  /** Seconds for the next notice. */
  synchronized double seconds() {
    return Math.min(
        MOST,
        ThreadLocalRandom.current().nextDouble(LONGEST_FRACTION) + FOR_EACH_REJECTED * recent());
  }

  /** Seconds for a notice to somebody for whom there is nothing for that long. */
  static double seconds(long nanos) {
    return Math.min(MOST, nanos / (double) TimeUnit.SECONDS.toNanos(1));
  }
}
