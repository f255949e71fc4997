package org.datalogistics.node.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 3d}, {@code 10m}, {@code 30s}, {@code 500ms}, {@code
 * 1h30m}.
 */
public final class Durations {
  private static final Pattern FORM = Pattern.compile("(?:\\d{1,15}(?:ms|[smhdw]))+");
  private static final Pattern PART = Pattern.compile("(\\d+)(ms|[smhdw])");
  private static final String[] UNITS = {"w", "d", "h", "m", "s", "ms"};

  private Durations() {}

  /**
   * Reads whole numbers with the units w, d, h, m, s and ms, added up; 0 needs no unit.
   *
   * @throws IllegalArgumentException if it is none, or longer than 2^63 - 1 milliseconds
   */
  public static Duration parse(String text) {
    String stripped = text.strip();
    if (stripped.equals("0")) {
      return Duration.ZERO;
    }
    if (!FORM.matcher(stripped).matches()) {
      throw new IllegalArgumentException(
          "not a duration such as 3d, 10m, 30s, 500ms or 1h30m: " + text);
    }
    try {
      long millis = 0;
      Matcher part = PART.matcher(stripped);
      while (part.find()) {
        long count = Long.parseLong(part.group(1));
        millis = Math.addExact(millis, Math.multiplyExact(count, millis(part.group(2))));
      }
      return Duration.ofMillis(millis);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("too long: " + text, e);
    }
  }

  /**
   * The form that {@link #parse} reads back to the same milliseconds: {@code 1h30m}, {@code 3d},
   * {@code 0}.
   */
  public static String print(Duration duration) {
    long left = duration.toMillis();
    if (left < 0) {
      throw new IllegalArgumentException("negative: " + duration);
    }
    StringBuilder text = new StringBuilder();
    for (String unit : UNITS) {
      long count = left / millis(unit);
      // Weeks only where nothing else is needed: 10 days are 10d, not 1w3d.
      if (count > 0 && (!unit.equals("w") || left % millis(unit) == 0)) {
        text.append(count).append(unit);
        left %= millis(unit);
      }
    }
    return text.isEmpty() ? "0" : text.toString();
  }

  private static long millis(String unit) {
    return switch (unit) {
      case "ms" -> 1;
      case "s" -> 1_000;
      case "m" -> 60_000;
      case "h" -> 3_600_000;
      case "d" -> 86_400_000;
      case "w" -> 604_800_000;
      default -> throw new IllegalArgumentException("no unit of time: " + unit);
    };
  }
}
