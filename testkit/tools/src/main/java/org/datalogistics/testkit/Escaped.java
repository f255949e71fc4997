package org.datalogistics.testkit;

/**
 * Bytes made readable: printable ASCII as it is, the rest as {@code \n}, {@code \r}, {@code \t} or
 * {@code \xNN}.
 */
final class Escaped {
  private static final int SHOWN = 400;

  private Escaped() {}

  /** The bytes in quotes, or their start and how many more there are. */
  static String quote(byte[] bytes) {
    return quote(bytes, 0, bytes.length);
  }

  static String quote(byte[] bytes, int from, int to) {
    StringBuilder text = new StringBuilder("\"");
    int end = Math.min(to, from + SHOWN);
    for (int i = from; i < end; i++) {
      append(text, bytes[i]);
    }
    text.append('"');
    if (end < to) {
      text.append(" and ").append(to - end).append(" bytes more");
    }
    return text.toString();
  }

  private static void append(StringBuilder text, byte value) {
    switch (value) {
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      case '\\' -> text.append("\\\\");
      case '"' -> text.append("\\\"");
      default -> {
        if (value >= ' ' && value < 0x7f) {
          text.append((char) value);
        } else {
          text.append(String.format("\\x%02x", value & 0xff));
        }
      }
    }
  }
}
