package org.datalogistics.ibp.wire;

/**
 * The blank-separated fields of a line, read left to right. Several blanks are one separator,
 * leading and trailing ones are ignored, tabs are no separators (IBP spec 2).
 */
final class Fields {
  private static final long TENTH = Long.MAX_VALUE / 10;
  private static final int LAST_DIGIT = (int) (Long.MAX_VALUE % 10);

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

  /**
   * The next field as a number; the given one when the field is missing or no number.
   *
   * <p>Read the C way: optional sign, digits, the rest ignored; too large a number becomes the
   * largest (IBP spec 2).
   */
  long nextLong(long missing) {
    skipBlanks();
    int i = position;
    boolean negative = false;
    if (i < end && (line.charAt(i) == '-' || line.charAt(i) == '+')) {
      negative = line.charAt(i) == '-';
      i++;
    }
    int firstDigit = i;
    long value = 0;
    boolean tooLarge = false;
    while (i < end) {
      int digit = line.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      tooLarge |= value >= TENTH && (value > TENTH || digit > LAST_DIGIT);
      value = value * 10 + digit;
      i++;
    }
    position = i;
    skipField();
    if (i == firstDigit) {
      return missing;
    }
    if (tooLarge) {
      return negative ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return negative ? -value : value;
  }

  /** A text as a number, read like a field. */
  static long parseLong(String text, long missing) {
    return new Fields(text).nextLong(missing);
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
