package org.datalogistics.lbone;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Fields of fixed width: ASCII, padded with blanks on either side (LoRS spec 7). Readers of the C
 * world overwrite the last byte of a field, so what matters keeps off it.
 */
final class Fields {
  static final int NUMBER = 10;
  static final int COUNT = 16;
  static final int HOST = 256;

  private Fields() {}

  static String right(String text) {
    return " ".repeat(Math.max(0, NUMBER - text.length())) + text;
  }

  static String right(long value) {
    return right(String.valueOf(value));
  }

  static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  static String left(long value, int width) {
    return left(String.valueOf(value), width);
  }

  /** A number in at most nine characters, as exact as that allows. */
  static String left(double value) {
    for (int decimals = 4; decimals >= 0; decimals--) {
      String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
      if (text.length() < NUMBER) {
        return left(text, NUMBER);
      }
    }
    return left(String.format(Locale.ROOT, "%.2e", value), NUMBER);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Text that fits into a field and onto one line: other characters than ASCII become '?'. */
  static String plainText(String text, int longest) {
    StringBuilder plain = new StringBuilder(Math.min(text.length(), longest));
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      plain.append(c == '\t' ? ' ' : c < ' ' || c >= 0x7f ? '?' : c);
    }
    String stripped = plain.toString().strip();
    return stripped.length() <= longest ? stripped : stripped.substring(0, longest).strip();
  }
}
