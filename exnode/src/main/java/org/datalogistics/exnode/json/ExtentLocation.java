package org.datalogistics.exnode.json;

import java.util.Optional;
import org.datalogistics.exnode.CapabilityUris;
import org.datalogistics.exnode.Location;
import org.jspecify.annotations.Nullable;

/**
 * Settles where an extent is when its {@code location} and its capabilities both say (exNode spec
 * 6.2).
 */
final class ExtentLocation {

  private static final String ANY_AUTHORITY = "://" + Location.ANY_HOST + ":";

  private ExtentLocation() {}

  /**
   * The capabilities, with the location's host where they name none of their own but {@code
   * 0.0.0.0}.
   */
  static CapabilityUris resolve(CapabilityUris capabilities, @Nullable String location) {
    Optional<String> host =
        Location.ofUri(location)
            .map(Location::toString)
            .map(text -> text.substring(0, text.lastIndexOf(':')));
    if (host.isEmpty()) {
      return capabilities;
    }
    return new CapabilityUris(
        resolve(capabilities.read(), host.get()),
        resolve(capabilities.write(), host.get()),
        resolve(capabilities.manage(), host.get()));
  }

  private static @Nullable String resolve(@Nullable String uri, String host) {
    int start = uri == null ? -1 : uri.indexOf("://");
    if (uri == null || start < 0 || !uri.startsWith(ANY_AUTHORITY, start)) {
      return uri;
    }
    return uri.substring(0, start)
        + "://"
        + host
        + uri.substring(start + ANY_AUTHORITY.length() - 1);
  }

  /** Whether the location is a scheme and nothing more, as the C tools write it. */
  static boolean isBare(String location) {
    return location.isEmpty() || location.endsWith("://");
  }
}
