package org.datalogistics.depot.lease;

import java.time.Duration;

/**
 * On which terms a resource leases.
 *
 * @param maxDuration longest lease, a second or more
 * @param grace how long an allocation stays usable after its lease ended
 */
public record LeaseTerms(Duration maxDuration, Duration grace) {
  public LeaseTerms {
    if (maxDuration.toSeconds() < 1) {
      throw new IllegalArgumentException("a longest lease of " + maxDuration);
    }
    if (grace.isNegative()) {
      throw new IllegalArgumentException("a grace of " + grace);
    }
  }
}
