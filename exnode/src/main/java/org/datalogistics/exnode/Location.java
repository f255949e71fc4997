package org.datalogistics.exnode;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a depot listens.
 *
 * @param host name or address in lower case, an IPv6 address without brackets; no white space, not
 *     empty
 * @param port 1 to 65535
 */
public record Location(String host, int port) implements Comparable<Location> {

  /**
   * The address that stands for "wherever I am" in capabilities of depots that do not know their
   * own.
   */
  public static final String ANY_HOST = "0.0.0.0";

  private static final int MAX_PORT = 65535;

  public Location {
    requireNonNull(host, "host is null");
    if (host.isEmpty() || !host.chars().allMatch(Location::isHostCharacter)) {
      throw new IllegalArgumentException("not a host name: \"" + host + "\"");
    }
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("a port is 1 to 65535, not " + port);
    }
    host = host.toLowerCase(Locale.ROOT);
  }

  /**
   * The host and port named by a URI such as {@code ibp://depot.example.org:6714/1#key/11/READ};
   * empty when it is null, names no host, or no port.
   *
   * @param uri a capability or a location; may be null
   */
  public static Optional<Location> ofUri(@Nullable String uri) {
    int start = uri == null ? -1 : uri.indexOf("://");
    if (uri == null || start <= 0) {
      return Optional.empty();
    }
    int slash = uri.indexOf('/', start + 3);
    String authority = uri.substring(start + 3, slash < 0 ? uri.length() : slash);
    int colon = authority.lastIndexOf(':');
    if (colon <= 0) {
      return Optional.empty();
    }
    String host = authority.substring(0, colon);
    boolean bracketed = host.length() > 2 && host.startsWith("[") && host.endsWith("]");
    if (bracketed) {
      host = host.substring(1, host.length() - 1);
    }
    int port = parsePort(authority, colon + 1);
    boolean plain =
        host.chars().allMatch(Location::isHostCharacter) && (bracketed || host.indexOf(':') < 0);
    return plain && port > 0 ? Optional.of(new Location(host, port)) : Optional.empty();
  }

  private static int parsePort(String text, int from) {
    int port = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      port = port * 10 + (c - '0');
      if (port > MAX_PORT) {
        return -1;
      }
    }
    return port;
  }

  private static boolean isHostCharacter(int c) {
    return c > ' ' && c != 0x7f && "/@#?[]\\\"<>".indexOf(c) < 0 && !Character.isWhitespace(c);
  }

  /** {@code scheme://host:port}, with brackets around an IPv6 address. */
  public String toUri(String scheme) {
    return scheme + "://" + this;
  }

  @Override
  public int compareTo(Location other) {
    int byHost = host.compareTo(other.host);
    return byHost != 0 ? byHost : Integer.compare(port, other.port);
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
