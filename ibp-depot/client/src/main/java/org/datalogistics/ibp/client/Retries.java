package org.datalogistics.ibp.client;

import java.time.Duration;
import java.util.Random;

/** The retry policy with its jitter: up to half as long again as the depot suggests. */
final class Retries {
  private final RetryPolicy policy;
  private final Random random;

  Retries(RetryPolicy policy, Random random) {
    this.policy = policy;
    this.random = random;
  }

  int most() {
    return policy.maxRetries();
  }

  /** Nanoseconds to wait. */
  long pause(Duration suggested) {
    double jittered = suggested.toNanos() * (1 + random.nextDouble() / 2);
    return (long) Math.min(jittered, (double) policy.maxWait().toNanos());
  }
}
