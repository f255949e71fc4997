package org.datalogistics.ibp;

import java.util.Locale;
import java.util.Objects;

/**
 * The right to one kind of access to one allocation: {@code ibp://HOST:PORT/KEYFIELD/TYPEKEY/KIND}
 * (IBP spec 4). Whoever knows the text holds the right, so {@link #toString} shows it shortened;
 * {@link #uri} is the whole.
 */
public record Capability(DepotAddress depot, AccessKey key, CapabilityKind kind) {
  /** Longest capability that peers can hold (IBP spec 2). */
  public static final int MAX_LENGTH = 1023;

  public Capability {
    Objects.requireNonNull(depot, "depot");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(kind, "kind");
  }

  /**
   * Reads a capability; the scheme may be in any case, white space around it is ignored.
   *
   * @throws IllegalArgumentException if it has not the six parts, without quoting its secret
   */
  public static Capability parse(String text) {
    String trimmed = text.strip();
    if (trimmed.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "capability of " + trimmed.length() + " characters, at most " + MAX_LENGTH);
    }
    String[] parts = trimmed.split("/", -1);
    if (parts.length != 6 || !parts[0].equalsIgnoreCase("ibp:") || !parts[1].isEmpty()) {
      throw new IllegalArgumentException(
          "not a capability (ibp://HOST:PORT/KEY/TYPEKEY/KIND): '" + beginning(trimmed) + "...'");
    }
    for (int i = 0; i < trimmed.length(); i++) {
      if (trimmed.charAt(i) <= ' ' || trimmed.charAt(i) >= 0x7f) {
        throw new IllegalArgumentException("capability with a blank or non-ASCII character");
      }
    }
    CapabilityKind kind;
    try {
      kind = CapabilityKind.valueOf(parts[5].toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("unknown capability kind '" + parts[5] + "'", e);
    }
    return new Capability(DepotAddress.parse(parts[2]), new AccessKey(parts[3], parts[4]), kind);
  }

  /** What may be quoted: up to the third slash, or a few characters of anything else. */
  private static String beginning(String text) {
    boolean url = text.regionMatches(true, 0, "ibp://", 0, 6);
    int slash = url ? text.indexOf('/', 6) : -1;
    int end = url ? (slash < 0 ? 24 : Math.min(slash, 64)) : 4;
    return text.substring(0, Math.min(end, text.length()));
  }

  /** The whole text, secret included. */
  public String uri() {
    return "ibp://" + depot + "/" + key.keyField() + "/" + key.typeKey() + "/" + kind;
  }

  /** Shortened, so that it may be logged. */
  @Override
  public String toString() {
    return "ibp://" + depot + "/" + key + "/" + kind;
  }
}
