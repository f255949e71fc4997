package org.datalogistics.lors.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Dates for people, without the machinery of formatters. */
final class Dates {
  private Dates() {}

  /** {@code 2026-11-23 13:09:46}, local time. */
  static String show(Instant time) {
    ZonedDateTime local = time.atZone(ZoneId.systemDefault());
    return local.getYear()
        + "-"
        + two(local.getMonthValue())
        + "-"
        + two(local.getDayOfMonth())
        + " "
        + two(local.getHour())
        + ":"
        + two(local.getMinute())
        + ":"
        + two(local.getSecond());
  }

  private static String two(int value) {
    return (value < 10 ? "0" : "") + value;
  }

  /** How far off: {@code in 2.0 d}, {@code in 59 min}, {@code past}. */
  static String away(Instant time, Instant now) {
    Duration left = Duration.between(now, time);
    if (left.isNegative()) {
      return "past";
    }
    long minutes = left.toMinutes();
    if (minutes < 120) {
      return "in " + minutes + " min";
    }
    return minutes < 48 * 60
        ? "in " + Amounts.tenths(minutes / 60.0) + " h"
        : "in " + Amounts.tenths(minutes / 1440.0) + " d";
  }
}
