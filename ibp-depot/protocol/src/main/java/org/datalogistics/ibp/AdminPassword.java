package org.datalogistics.ibp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The optional last field of an administrative command; empty if there was none.
 *
 * @param text without blanks
 */
public record AdminPassword(String text) {
  /** A request without a password. */
  public static final AdminPassword NONE = new AdminPassword("");

  public AdminPassword {
    if (text.indexOf(' ') >= 0) {
      throw new IllegalArgumentException("a password with a blank does not fit on the line");
    }
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
