package org.datalogistics.exnode;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The times found in exNode documents, whose unit depends on the writer (exNode spec 5.7, 6.2). */
public final class DocumentTimes {

  private static final long MILLISECONDS_FROM = 100_000_000_000L;
  private static final long MICROSECONDS_FROM = 100_000_000_000_000L;
  private static final int LONGEST_TEXT = 64;

  /**
   * Below it lies the zero of writers that do not know a time, in whatever local time they print
   * it.
   */
  private static final Instant FIRST_KNOWN = Instant.EPOCH.plus(1, ChronoUnit.DAYS);

  private static final Instant LAST_PRINTED = Instant.parse("9999-12-31T23:59:59Z");

  private static final DateTimeFormatter PRINT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter PARSE =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter()
          .withResolverStyle(ResolverStyle.STRICT);

  private DocumentTimes() {}

  /**
   * A number since 1970: seconds below 10^11, milliseconds below 10^14, else microseconds; empty,
   * which is unknown, for 0 and less.
   */
  public static Optional<Instant> ofNumber(long number) {
    if (number <= 0) {
      return Optional.empty();
    }
    if (number < MILLISECONDS_FROM) {
      return Optional.of(Instant.ofEpochSecond(number));
    }
    ChronoUnit unit = number < MICROSECONDS_FROM ? ChronoUnit.MILLIS : ChronoUnit.MICROS;
    return Optional.of(Instant.EPOCH.plus(number, unit));
  }

  /**
   * Digits as {@link #ofNumber}, an RFC 3339 time, or {@code YYYY-MM-DD HH:MM:SS[.ffffff]} taken as
   * UTC; empty, which is unknown, for anything else and for a time on 1970-01-01 or before.
   */
  public static Optional<Instant> ofText(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty() || trimmed.length() > LONGEST_TEXT) {
      return Optional.empty();
    }
    try {
      if (trimmed.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return ofNumber(Long.parseLong(trimmed));
      }
      Instant time =
          trimmed.indexOf(' ') > 0
              ? LocalDateTime.parse(trimmed, PARSE).toInstant(ZoneOffset.UTC)
              : OffsetDateTime.parse(trimmed).toInstant();
      return time.isBefore(FIRST_KNOWN) ? Optional.empty() : Optional.of(time);
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty(); // a hint that cannot be read is no hint
    }
  }

  /** {@code YYYY-MM-DD HH:MM:SS} in UTC; fractions of a second are cut off, years stop at 9999. */
  public static String print(Instant time) {
    return PRINT.format(time.isAfter(LAST_PRINTED) ? LAST_PRINTED : time);
  }

  /** Microseconds since 1970. Finer fractions are cut off, years stop at 9999. */
  public static long micros(Instant time) {
    Instant printed = time.isAfter(LAST_PRINTED) ? LAST_PRINTED : time;
    return Math.addExact(
        Math.multiplyExact(printed.getEpochSecond(), 1_000_000L), printed.getNano() / 1000);
  }
}
