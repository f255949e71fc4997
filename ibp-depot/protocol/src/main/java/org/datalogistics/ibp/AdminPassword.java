package org.datalogistics.ibp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The optional last field of an administrative command; empty if there was none.
 *
 * @param text without blanks and control characters
 */
public record AdminPassword(String text) {
  /** A request without a password. */
  public static final AdminPassword NONE = new AdminPassword("");

  public AdminPassword {
    if (!isValid(text)) {
      throw new IllegalArgumentException(
          "a password with a blank or a control character does not fit on the line");
    }
  }

  /** Whether a line can carry it: no blanks, no control characters. */
  public static boolean isValid(String text) {
    return text.chars().noneMatch(c -> c <= ' ' || c == 0x7f);
  }

  /** Whether it is the expected one; takes as long for a wrong one as for the right one. */
  public boolean matches(String expected) {
    return MessageDigest.isEqual(
        text.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return text.isEmpty() ? "none" : "given";
  }
}
