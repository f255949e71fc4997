package org.datalogistics.depot.lease;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The two clocks of a machine.
 *
 * @param wall the time of day, which people and programs may set to anything
 * @param nanos elapsed time, which never goes back nor jumps
 */
public record TimeSource(InstantSource wall, LongSupplier nanos) {
  /** Of this machine. */
  public static TimeSource system() {
    return new TimeSource(InstantSource.system(), System::nanoTime);
  }

  /** A time of day that is taken at its word: however it moves, so much has elapsed. */
  public static TimeSource trusting(InstantSource wall) {
    return new TimeSource(wall, () -> wall.millis() * 1_000_000);
  }
}
