package org.datalogistics.lbone;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads fields one after the other. */
final class FieldReader {
  private final byte[] bytes;
  private final int limit;
  private int at;

  FieldReader(byte[] bytes, int limit) {
    this.bytes = bytes;
    this.limit = limit;
  }

  int remaining() {
    return limit - at;
  }

  /** The next field, without the blanks and NULs around it. */
  String text(int width) {
    int end = Math.min(limit, at + width);
    int from = at;
    at = end;
    while (from < end && (bytes[from] == 0 || bytes[from] == ' ')) {
      from++;
    }
    // C writers end a text with NUL and leave behind it what was there before.
    int to = from;
    while (to < end && bytes[to] != 0) {
      to++;
    }
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1).strip();
  }

  long number(String what) throws LboneFormatException {
    String text = text(Fields.NUMBER);
    return parse(text, what);
  }

  long number(String what, int width) throws LboneFormatException {
    return parse(text(width), what);
  }

  private static long parse(String text, String what) throws LboneFormatException {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new LboneFormatException(what + " is not a number: '" + shown(text) + "'");
    }
  }

  double decimal(String what) throws LboneFormatException {
    String text = text(Fields.NUMBER);
    try {
      double value = Double.parseDouble(text);
      // C writers print "nan" and "inf" where they know nothing.
      return Double.isFinite(value) ? value : 0;
    } catch (NumberFormatException e) {
      String lower = text.toLowerCase(Locale.ROOT);
      if (lower.endsWith("nan") || lower.endsWith("inf")) {
        return 0;
      }
      throw new LboneFormatException(what + " is not a number: '" + shown(text) + "'");
    }
  }

  /** At most a few characters, none that a terminal would obey. */
  static String shown(String text) {
    return Fields.plainText(text, 20);
  }
}
