package org.datalogistics.ibp.wire;

/** The form of resource ids (IBP spec 2, 4). */
public final class ResourceIds {
  private static final int MAX_LENGTH = 127;

  private ResourceIds() {}

  /** Whether the text is 1 to 127 printable ASCII characters without {@code / # :}. */
  public static boolean isValid(String rid) {
    if (rid.isEmpty() || rid.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < rid.length(); i++) {
      char c = rid.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == '/' || c == '#' || c == ':') {
        return false;
      }
    }
    return true;
  }
}
