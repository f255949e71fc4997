package org.datalogistics.depot.ops;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
final class Amount {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private Amount() {}

  /** Such as {@code 1.5 GiB}. */
  static String bytes(long count) {
    double value = count;
    int unit = 0;
    while (Math.abs(value) >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    String form = unit == 0 || value >= 100 ? "%.0f %s" : value >= 10 ? "%.1f %s" : "%.2f %s";
    return String.format(Locale.ROOT, form, value, UNITS[unit]);
  }

  /** Such as {@code 1 client}, {@code 2 clients}. */
  static String count(long number, String one) {
    return count(number, one, one + "s");
  }

  static String count(long number, String one, String more) {
    return number + " " + (number == 1 ? one : more);
  }

  /** The two largest units, such as {@code 3 d 4 h}. */
  static String time(Duration time) {
    if (time.toDays() > 0) {
      return both(time.toDays(), "d", time.toHoursPart(), "h");
    } else if (time.toHours() > 0) {
      return both(time.toHours(), "h", time.toMinutesPart(), "min");
    }
    return time.toMinutes() > 0
        ? both(time.toMinutes(), "min", time.toSecondsPart(), "s")
        : time.toSeconds() + " s";
  }

  private static String both(long large, String unit, int small, String smaller) {
    return large + " " + unit + (small == 0 ? "" : " " + small + " " + smaller);
  }
}
