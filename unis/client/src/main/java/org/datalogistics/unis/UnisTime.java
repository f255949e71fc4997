package org.datalogistics.unis;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Conversion of {@code ts}: whole microseconds since the Unix epoch (UNIS spec 4.1). */
public final class UnisTime {

  private UnisTime() {}

  /** The microseconds since the epoch; an instant outside the range of a long is clamped to it. */
  public static long toMicros(Instant instant) {
    try {
      return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    } catch (ArithmeticException e) {
      return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /** The instant of a {@code ts}. */
  public static Instant fromMicros(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
