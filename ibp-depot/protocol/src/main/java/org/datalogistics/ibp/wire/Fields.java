package org.datalogistics.ibp.wire;

/**
 * The blank-separated fields of a line, read left to right. Several blanks are one separator,
 * leading and trailing ones are ignored, tabs are no separators (IBP spec 2).
 */
final class Fields {
  private final String line;
  private int position;

  Fields(String line) {
    this.line = line;
  }

  /** The next field, or the empty string when there is none left. */
  String next() {
    skipBlanks();
    int start = position;
    while (position < line.length() && line.charAt(position) != ' ') {
      position++;
    }
    return line.substring(start, position);
  }

  /** How many fields are left. */
  int remaining() {
    int saved = position;
    int count = 0;
    while (!next().isEmpty()) {
      count++;
    }
    position = saved;
    return count;
  }

  /** The next field as a number; the given one when the field is missing or no number. */
  long nextLong(long missing) {
    return parseLong(next(), missing);
  }

  /**
   * Reads an integer the C way: optional sign, digits, the rest ignored; too large a number becomes
   * the largest (IBP spec 2).
   */
  static long parseLong(String text, long missing) {
    int i = 0;
    boolean negative = false;
    if (i < text.length() && (text.charAt(i) == '-' || text.charAt(i) == '+')) {
      negative = text.charAt(i) == '-';
      i++;
    }
    int firstDigit = i;
    long value = 0;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      int digit = text.charAt(i) - '0';
      if (value > (Long.MAX_VALUE - digit) / 10) {
        return negative ? Long.MIN_VALUE : Long.MAX_VALUE;
      }
      value = value * 10 + digit;
      i++;
    }
    if (i == firstDigit) {
      return missing;
    }
    return negative ? -value : value;
  }

  private void skipBlanks() {
    while (position < line.length() && line.charAt(position) == ' ') {
      position++;
    }
  }
}
