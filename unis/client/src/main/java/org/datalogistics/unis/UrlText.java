package org.datalogistics.unis;

import java.nio.charset.StandardCharsets;

/** Percent-encoding for the parts of a directory's URLs (RFC 3986, 2.1). */
public final class UrlText {

  private static final String UNRESERVED = "-._~";
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private UrlText() {}

  /** An id as a path segment: everything but unreserved characters is encoded, a slash too. */
  public static String segment(String text) {
    return encode(text, "");
  }

  /** A name or value of the query part; the signs the query language lives on stay readable. */
  public static String query(String text) {
    return encode(text, ",:=$/@");
  }

  private static String encode(String text, String alsoPlain) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (isAlphanumeric(c) || UNRESERVED.indexOf(c) >= 0 || alsoPlain.indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
      }
    }
    return out.toString();
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
