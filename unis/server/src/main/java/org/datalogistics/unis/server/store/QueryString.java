package org.datalogistics.unis.server.store;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the query part of a request target into parameters (UNIS spec 6 and 16): {@code &} divides,
 * each name and value is percent-decoded once, {@code +} is a blank. Characters that should have
 * been encoded, and a percent sign that begins no escape, stand for themselves.
 */
public final class QueryString {

  private QueryString() {}

  /**
   * Returns the parameters in order.
   *
   * @param raw the undecoded text behind the question mark, or null
   * @throws QueryParseException when the escapes are not UTF-8
   */
  public static List<QueryParameter> parse(@Nullable String raw) {
    List<QueryParameter> parameters = new ArrayList<>();
    if (raw == null) {
      return parameters;
    }
    int from = 0;
    while (from <= raw.length()) {
      int ampersand = raw.indexOf('&', from);
      int end = ampersand < 0 ? raw.length() : ampersand;
      if (end > from) {
        String pair = raw.substring(from, end);
        int equals = pair.indexOf('=');
        parameters.add(
            equals < 0
                ? new QueryParameter(decode(pair), "")
                : new QueryParameter(
                    decode(pair.substring(0, equals)), decode(pair.substring(equals + 1))));
      }
      from = end + 1;
    }
    return parameters;
  }

  private static String decode(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    StringBuilder decoded = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      if (isEscape(text, i)) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (; isEscape(text, i); i += 3) {
          bytes.write(
              Character.digit(text.charAt(i + 1), 16) * 16
                  + Character.digit(text.charAt(i + 2), 16));
        }
        decoded.append(utf8(bytes.toByteArray(), text));
      } else {
        decoded.append(text.charAt(i) == '+' ? ' ' : text.charAt(i));
        i++;
      }
    }
    return decoded.toString();
  }

  private static boolean isEscape(String text, int i) {
    return i + 2 < text.length()
        && text.charAt(i) == '%'
        && isHex(text.charAt(i + 1))
        && isHex(text.charAt(i + 2));
  }

  private static boolean isHex(char c) {
    return c < 128 && Character.digit(c, 16) >= 0;
  }

  private static CharSequence utf8(byte[] bytes, String text) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException e) {
      throw new QueryParseException("the escapes in '" + text + "' are not UTF-8");
    }
  }
}
