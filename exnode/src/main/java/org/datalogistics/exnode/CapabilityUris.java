package org.datalogistics.exnode;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The capabilities of one allocation as opaque URIs; a missing one is withheld. Text form without
 * secrets: {@link #toString} names the depot and the kinds present only.
 *
 * @param read capability to load; null when withheld
 * @param write capability to store; null when withheld
 * @param manage capability to probe, prolong and delete; null when withheld
 */
public record CapabilityUris(
    @Nullable String read, @Nullable String write, @Nullable String manage) {

  /** All three withheld. */
  public static final CapabilityUris NONE = new CapabilityUris(null, null, null);

  /**
   * Empty texts become null.
   *
   * @throws IllegalArgumentException when a capability holds white space or control characters,
   *     which the C tools refuse (exNode spec 2.1)
   */
  public CapabilityUris {
    read = checked("read", read);
    write = checked("write", write);
    manage = checked("manage", manage);
  }

  /** A capability to read and nothing else. */
  public static CapabilityUris readOnly(String read) {
    return new CapabilityUris(read, null, null);
  }

  private static @Nullable String checked(String kind, @Nullable String uri) {
    if (uri == null || uri.isEmpty()) {
      return null;
    }
    for (int i = 0; i < uri.length(); i++) {
      char c = uri.charAt(i);
      if (Character.isISOControl(c)
          || Character.isWhitespace(c)
          || Character.isSpaceChar(c)
          || !Character.isDefined(c)
          || Character.isSurrogate(c)) {
        throw new IllegalArgumentException(
            "the " + kind + " capability has white space or a control character at position " + i);
      }
    }
    return uri;
  }

  /** The depot named by the first capability that names one, in the order read, write, manage. */
  public Optional<Location> location() {
    return Location.ofUri(read).or(() -> Location.ofUri(write)).or(() -> Location.ofUri(manage));
  }

  /**
   * What tells this allocation from another: the read capability, or the manage or write one where
   * it is withheld; empty when all are.
   */
  public Optional<String> identity() {
    return Optional.ofNullable(read != null ? read : manage != null ? manage : write);
  }

  @Override
  public String toString() {
    String kinds =
        (read == null ? "-" : "r") + (write == null ? "-" : "w") + (manage == null ? "-" : "m");
    return location().map(Location::toString).orElse("no depot") + " " + kinds;
  }
}
