package org.datalogistics.unis.server.http;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The target of a request as clients really write it, made into a legal URI (UNIS spec 16):
 * characters that should have been encoded become encoded, whatever their place, and nothing is
 * decoded.
 *
 * @param path begins with a slash and does not end with one, unless it is only that
 * @param query without the question mark, null when there is none
 */
record RequestTarget(String path, @Nullable String query) {

  private static final String IN_PATH = "-._~!$&'()*+,=:@/";
  private static final String IN_QUERY = "-._~!$&'()*+,=:@/?;";
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  /**
   * Reads what stands in the request line.
   *
   * @param path undecoded, one character a byte
   * @param query undecoded, one character a byte, null or empty when there is none
   */
  static RequestTarget of(String path, @Nullable String query) {
    // A semicolon in an id is nothing special here, but begins parameters for JAX-RS: encode it.
    String clean = clean(path, IN_PATH);
    int end = clean.length();
    while (end > 1 && clean.charAt(end - 1) == '/') {
      end--;
    }
    String absolute =
        clean.startsWith("/") ? clean.substring(0, end) : "/" + clean.substring(0, end);
    return new RequestTarget(
        absolute, query == null || query.isEmpty() ? null : clean(query, IN_QUERY));
  }

  /** The text behind scheme and authority. */
  String toUri() {
    return query == null ? path : path + "?" + query;
  }

  private static String clean(String text, String plain) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < bytes.length; i++) {
      char c = (char) (bytes[i] & 0xff);
      if (isAlphanumeric(c) || plain.indexOf(c) >= 0 || (c == '%' && isEscape(bytes, i))) {
        out.append(c);
      } else {
        out.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
      }
    }
    return out.toString();
  }

  private static boolean isEscape(byte[] bytes, int percent) {
    return percent + 2 < bytes.length && isHex(bytes[percent + 1]) && isHex(bytes[percent + 2]);
  }

  private static boolean isHex(byte b) {
    return Character.digit(b, 16) >= 0 && b > 0;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
