package org.datalogistics.lors.lease;

import java.time.Duration;
import java.time.Instant;
import org.datalogistics.lors.LorsException;

/** What to ask of a depot. Pure functions. */
final class LeaseArithmetic {

  /** A lease that shall stay as it is. */
  static final long KEEP = -1;

  private LeaseArithmetic() {}

  /** Whether the depot has to be asked for the longest lease it grants. */
  static boolean needsMaximum(LeaseTime time) {
    return time instanceof LeaseTime.Maximum;
  }

  /**
   * Seconds from now on, or {@link #KEEP}.
   *
   * @param secondsLeft of the present lease
   * @param longest seconds that the depot grants; 0 or less where it does not say
   * @throws LorsException when there is no such time
   */
  static long seconds(LeaseTime time, long secondsLeft, long longest, Instant now)
      throws LorsException {
    if (time instanceof LeaseTime.Maximum) {
      if (longest <= 0) {
        throw new LorsException("the depot names no longest lease; say how long it is to last");
      }
      return longest;
    }
    if (time instanceof LeaseTime.Add add) {
      return Math.addExact(Math.max(0, secondsLeft), add.more().toSeconds());
    }
    if (time instanceof LeaseTime.FromNow set) {
      return set.time().toSeconds();
    }
    Instant end =
        time instanceof LeaseTime.Until until ? until.end() : ((LeaseTime.AtLeast) time).end();
    long seconds = Duration.between(now, end).toSeconds();
    if (time instanceof LeaseTime.AtLeast && secondsLeft >= seconds) {
      return KEEP;
    }
    if (seconds < 1) {
      throw new LorsException("a lease cannot end at " + end + ", which is past");
    }
    return seconds;
  }
}
