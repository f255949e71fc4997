package org.datalogistics.lors.cli;

/** Draws bars and shortens texts, in columns of a terminal. */
final class BarText {
  private BarText() {}

  /** A bar of so many columns, its two ends included. */
  static String bar(double share, int columns, boolean unicode) {
    int length = Math.max(1, columns - 2);
    double filled = length * Math.max(0, Math.min(1, share));
    int whole = (int) filled;
    if (!unicode) {
      return "[" + "#".repeat(whole) + ".".repeat(length - whole) + "]";
    }
    // Blocks in eighths of a column: U+2588 is a full one, U+258F the narrowest.
    StringBuilder bar = new StringBuilder("\u2595").append("\u2588".repeat(whole));
    int rest = length - whole;
    int eighths = (int) ((filled - whole) * 8);
    if (rest > 0 && eighths > 0) {
      bar.append((char) (0x2590 - eighths));
      rest--;
    }
    return bar.append(" ".repeat(rest)).append('\u258f').toString();
  }

  /** {@code " 43%"}; 100 % only when all is done. */
  static String percent(double share) {
    return padLeft((int) (100 * Math.max(0, Math.min(1, share))) + "%", 4);
  }

  static String padLeft(String text, int columns) {
    return " ".repeat(Math.max(0, columns - columns(text))) + text;
  }

  static String padRight(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - columns(text)));
  }

  /** The end of a path says more than its beginning: the beginning is cut. */
  static String shorten(String text, int columns) {
    if (columns(text) <= columns) {
      return text;
    }
    if (columns <= 3) {
      return cut(text, columns);
    }
    int used = 0;
    int from = text.length();
    while (from > 0) {
      int point = text.codePointBefore(from);
      int width = width(point);
      if (used + width > columns - 3) {
        break;
      }
      used += width;
      from -= Character.charCount(point);
    }
    return "..." + text.substring(from);
  }

  /** As much of the beginning as there is room for. */
  static String cut(String text, int columns) {
    int used = 0;
    int end = 0;
    while (end < text.length()) {
      int point = text.codePointAt(end);
      used += width(point);
      if (used > columns) {
        break;
      }
      end += Character.charCount(point);
    }
    return text.substring(0, end);
  }

  /** The columns that a text takes. */
  static int columns(String text) {
    int columns = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      columns += width(point);
      i += Character.charCount(point);
    }
    return columns;
  }

  /** Terminals show the letters of East Asia two columns wide and combining marks in none. */
  private static int width(int point) {
    if (point < 0x300) {
      return 1;
    }
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    boolean wide =
        (point >= 0x1100 && point <= 0x115f)
            || (point >= 0x2e80 && point <= 0xa4cf)
            || (point >= 0xac00 && point <= 0xd7a3)
            || (point >= 0xf900 && point <= 0xfaff)
            || (point >= 0xfe30 && point <= 0xfe6f)
            || (point >= 0xff00 && point <= 0xff60)
            || (point >= 0xffe0 && point <= 0xffe6)
            || (point >= 0x1f300 && point <= 0x1faff)
            || (point >= 0x20000 && point <= 0x3fffd);
    return wide ? 2 : 1;
  }
}
