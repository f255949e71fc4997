package org.datalogistics.ibp.wire;

/**
 * The blank-separated fields of a line, read left to right. Several blanks are one separator,
 * leading and trailing ones are ignored, tabs are no separators (IBP spec 2).
 */
final class Fields {
  private static final long TENTH = Long.MAX_VALUE / 10;

  private final String line;
  private final int end;
  private int position;

  Fields(String line) {
    this(line, line.length());
  }

  /** The fields of the first characters of a line. */
  Fields(String line, int end) {
    this.line = line;
    this.end = end;
  }

  /** The next field, or the empty string when there is none left. */
  String next() {
    skipBlanks();
    int start = position;
    skipField();
    return line.substring(start, position);
  }

  /** Passes over the next field. */
  void skip() {
    skipBlanks();
    skipField();
  }

  /** How many fields are left, counted up to a limit. */
  int remaining(int limit) {
    int saved = position;
    int count = 0;
    skipBlanks();
    while (count < limit && position < end) {
      count++;
      skipField();
      skipBlanks();
    }
    position = saved;
    return count;
  }

  /** Text with blanks in it: behind one blank so many characters, or what is left. */
  String text(int length) {
    int start = Math.min(end, position + 1);
    position = start + Math.min(length, end - start);
    return line.substring(start, position);
  }

  /** The next field as a number; the given one when the field is missing or no number. */
  long nextLong(long missing) {
    skipBlanks();
    int start = position;
    skipField();
    return parseLong(line, start, position, missing);
  }

  /**
   * Reads an integer the C way: optional sign, digits, the rest ignored; too large a number becomes
   * the largest (IBP spec 2).
   */
  static long parseLong(String text, long missing) {
    return parseLong(text, 0, text.length(), missing);
  }

  private static long parseLong(String text, int start, int end, long missing) {
    int i = start;
    boolean negative = false;
    if (i < end && (text.charAt(i) == '-' || text.charAt(i) == '+')) {
      negative = text.charAt(i) == '-';
      i++;
    }
    int firstDigit = i;
    long value = 0;
    while (i < end && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      int digit = text.charAt(i) - '0';
      if (value >= TENTH && (value > TENTH || digit > 7)) {
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

  private void skipField() {
    while (position < end && line.charAt(position) != ' ') {
      position++;
    }
  }

  private void skipBlanks() {
    while (position < end && line.charAt(position) == ' ') {
      position++;
    }
  }
}
