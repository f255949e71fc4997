package org.datalogistics.lors.lease;

import java.time.Duration;
import java.time.Instant;

/** The four ways to say how long a lease is to last (LoRS spec 3.6). */
public sealed interface LeaseTime {

  /** Longer than anybody means it; keeps sums within what depots and clocks can express. */
  Duration LONGEST = Duration.ofDays(36_525);

  /** As long as the depot allows, from now on. */
  record Maximum() implements LeaseTime {}

  /** So much longer than now. */
  record Add(Duration more) implements LeaseTime {
    public Add {
      if (more.toSeconds() < 1 || more.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "a lease is prolonged by 1 s to 100 years, not " + more.toSeconds() + " s");
      }
    }
  }

  /** So long from now on, also where that is shorter than now. */
  record FromNow(Duration time) implements LeaseTime {
    public FromNow {
      if (time.toSeconds() < 1 || time.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "a lease lasts 1 s to 100 years, not " + time.toSeconds() + " s");
      }
    }
  }

  /** Until that moment, also where that is sooner than now. */
  record Until(Instant end) implements LeaseTime {}

  /** At least until that moment: what lasts longer stays as it is. */
  record AtLeast(Instant end) implements LeaseTime {}
}
