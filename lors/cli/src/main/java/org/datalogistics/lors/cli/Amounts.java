package org.datalogistics.lors.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/** Sizes and times as people write them (LoRS spec 1), and the way back. */
final class Amounts {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private Amounts() {}

  /**
   * Bytes: a number, a fraction allowed, with K, M, G or T for powers of 1024.
   *
   * @throws IllegalArgumentException when the text is none
   */
  static long size(String text) {
    long unit =
        switch (suffix(text)) {
          case 'k' -> 1L << 10;
          case 'm' -> 1L << 20;
          case 'g' -> 1L << 30;
          case 't' -> 1L << 40;
          default -> 1;
        };
    return amount(text, unit, unit > 1, "a size such as 5M, 1.5G or 4096");
  }

  /**
   * A time: a number, a fraction allowed, with s, m, h or d; seconds without.
   *
   * @throws IllegalArgumentException when the text is none
   */
  static Duration time(String text) {
    char suffix = suffix(text);
    long unit =
        switch (suffix) {
          case 'm' -> 60;
          case 'h' -> 3600;
          case 'd' -> 86400;
          default -> 1;
        };
    boolean suffixed = unit > 1 || suffix == 's';
    return Duration.ofSeconds(amount(text, unit, suffixed, "a time such as 90s, 12h or 3d"));
  }

  private static char suffix(String text) {
    return text.isEmpty() ? ' ' : text.toLowerCase(Locale.ROOT).charAt(text.length() - 1);
  }

  private static long amount(String text, long unit, boolean suffixed, String expected) {
    String number = suffixed ? text.substring(0, text.length() - 1) : text;
    if (!number.isEmpty() && number.length() <= 20 && isDecimal(number)) {
      BigDecimal amount = new BigDecimal(number).multiply(BigDecimal.valueOf(unit));
      if (amount.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
        return amount.longValue();
      }
    }
    throw new IllegalArgumentException("'" + text + "' is not " + expected);
  }

  private static boolean isDecimal(String text) {
    int points = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        points++;
      } else if (c < '0' || c > '9') {
        return false;
      }
    }
    return points <= 1 && text.length() > points;
  }

  /** Bytes for people: {@code 5.0 MiB}. */
  static String showSize(double bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1023.95 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return unit == 0 ? (long) value + " B" : tenths(value) + " " + UNITS[unit];
  }

  /** One digit behind the point, without the machinery of String.format. */
  static String tenths(double value) {
    long tenths = Math.round(value * 10);
    return tenths / 10 + "." + tenths % 10;
  }

  /** A time for people: {@code 0.4 s}, {@code 1:05}, {@code 2:00:00}. */
  static String showTime(Duration time) {
    long seconds = time.toSeconds();
    if (seconds < 60) {
      return tenths(time.toMillis() / 1000.0) + " s";
    }
    return clock(seconds);
  }

  /** {@code 0:07}, {@code 1:05} or {@code 2:00:00}. */
  static String clock(long seconds) {
    String minutes = String.valueOf(seconds / 60 % 60);
    String hours = "";
    if (seconds >= 3600) {
      hours = seconds / 3600 + ":";
      minutes = twoDigits(seconds / 60 % 60);
    }
    return hours + minutes + ":" + twoDigits(seconds % 60);
  }

  private static String twoDigits(long value) {
    return (value < 10 ? "0" : "") + value;
  }
}
