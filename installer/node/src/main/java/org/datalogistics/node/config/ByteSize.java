package org.datalogistics.node.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes, written as {@code 512}, {@code 5M}, {@code 1.5G} or {@code 10GiB}. All units
 * are powers of 1024, in either case, with or without {@code B} or {@code iB}.
 *
 * @param bytes the number, not negative
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
  private static final String UNITS = "KMGTPE";
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,19}(?:\\.\\d{1,9})?) ?(?:([KMGTPE])I?)?B?");

  /** Checks that it is not negative. */
  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size is not negative: " + bytes);
    }
  }

  /** A size in bytes. */
  public static ByteSize of(long bytes) {
    return new ByteSize(bytes);
  }

  /** A size in units of 1024 x 1024 bytes. */
  public static ByteSize mebibytes(long count) {
    return new ByteSize(Math.multiplyExact(count, 1L << 20));
  }

  /**
   * Reads a size; a fraction of a byte is cut off.
   *
   * @throws IllegalArgumentException if it is no size or 2^63 bytes or more
   */
  public static ByteSize parse(String text) {
    Matcher matcher = FORM.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a size such as 512, 5M, 1.5G or 10GiB: " + text);
    }
    String unit = matcher.group(2);
    int shift = unit == null ? 0 : 10 * (UNITS.indexOf(unit) + 1);
    BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(1L << shift));
    if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new IllegalArgumentException("larger than 8E - 1 bytes: " + text);
    }
    return new ByteSize(bytes.setScale(0, RoundingMode.DOWN).longValueExact());
  }

  @Override
  public int compareTo(ByteSize other) {
    return Long.compare(bytes, other.bytes);
  }

  /**
   * The shortest form that {@link #parse} reads back to the same number: {@code 1.5G}, {@code 5M},
   * {@code 1000001}.
   */
  @Override
  public String toString() {
    for (int i = UNITS.length(); i > 0; i--) {
      BigDecimal unit = BigDecimal.valueOf(1L << (10 * i));
      BigDecimal[] thousandths =
          BigDecimal.valueOf(bytes).scaleByPowerOfTen(3).divideAndRemainder(unit);
      if (bytes >= 1L << (10 * i) && thousandths[1].signum() == 0) {
        return thousandths[0].scaleByPowerOfTen(-3).stripTrailingZeros().toPlainString()
            + UNITS.charAt(i - 1);
      }
    }
    return Long.toString(bytes);
  }
}
