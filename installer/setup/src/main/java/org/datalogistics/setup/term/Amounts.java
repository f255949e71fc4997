package org.datalogistics.setup.term;

import java.time.Duration;
import java.util.Locale;

/** Sizes, rates and times to be read, not to be parsed. */
public final class Amounts {
  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  private static final long TENTHS_BELOW = 10;

  private Amounts() {}

  /** Such as {@code 0}, {@code 512 B}, {@code 16 MiB}, {@code 1.5 GiB}; powers of 1024. */
  public static String bytes(long count) {
    if (count < 1024) {
      return count == 0 ? "0" : count + " B";
    }
    double value = count;
    int unit = -1;
    while (value >= 999.95 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    boolean tenths = value < TENTHS_BELOW * 10 && Math.abs(value - Math.rint(value)) >= 0.05;
    return String.format(Locale.ROOT, tenths ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
  }

  /** Such as {@code 213 MiB/s}. */
  public static String rate(long bytes, Duration time) {
    double seconds = Math.max(1e-3, time.toNanos() / 1e9);
    return bytes((long) (bytes / seconds)) + "/s";
  }

  /** Such as {@code 0.42 s}, {@code 12.3 s}, {@code 3 min 20 s}. */
  public static String time(Duration time) {
    double seconds = time.toNanos() / 1e9;
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.2f s", seconds);
    }
    if (seconds < 120) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    return time.toMinutes() + " min " + time.toSecondsPart() + " s";
  }

  /** Such as {@code 1 slice}, {@code 12 slices}. */
  public static String count(long number, String one) {
    return number + " " + one + (number == 1 ? "" : "s");
  }
}
