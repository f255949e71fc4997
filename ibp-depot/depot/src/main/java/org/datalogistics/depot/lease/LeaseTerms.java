package org.datalogistics.depot.lease;

import java.time.Duration;

/**
 * On which terms a resource leases.
 *
 * @param maxDuration longest lease, a second or more
 * @param grace how long an allocation stays usable and renewable after its lease ended
 * @param keepDeleted how long a deleted allocation can be brought back, unless its space is needed
 * @param keepExpired how long an expired one can be brought back, unless its space is needed
 */
public record LeaseTerms(
    Duration maxDuration, Duration grace, Duration keepDeleted, Duration keepExpired) {
  /** With every setting at its default. */
  public static final LeaseTerms DEFAULT =
      new LeaseTerms(Duration.ofDays(30), Duration.ZERO, Duration.ofHours(1), Duration.ofDays(1));

  public LeaseTerms {
    if (maxDuration.toSeconds() < 1) {
      throw new IllegalArgumentException("a longest lease of " + maxDuration);
    }
    if (grace.isNegative()) {
      throw new IllegalArgumentException("a grace of " + grace);
    }
    if (keepDeleted.isNegative() || keepExpired.isNegative()) {
      throw new IllegalArgumentException(
          "trash that is kept for " + keepDeleted + " and " + keepExpired);
    }
  }
}
