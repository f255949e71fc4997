package org.datalogistics.ibp;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a depot listens.
 *
 * @param host name or IPv4 address as it stands in capabilities, not resolved
 * @param port TCP port, 1 to 65535
 */
public record DepotAddress(String host, int port) implements Comparable<DepotAddress> {
  /** The registered port of IBP (IBP spec 1). */
  public static final int DEFAULT_PORT = 6714;

  public DepotAddress {
    Objects.requireNonNull(host, "host");
    if (host.isEmpty() || host.length() > 255 || !isPlain(host)) {
      throw new IllegalArgumentException("not a depot host name: '" + host + "'");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("depot port " + port + " is not within 1 to 65535");
    }
  }

  /**
   * Reads {@code HOST}, {@code HOST:PORT} or {@code ibp://HOST:PORT}; without a port it is {@value
   * #DEFAULT_PORT}.
   *
   * @throws IllegalArgumentException if the text is none of these
   */
  public static DepotAddress parse(String text) {
    String rest = text.strip();
    if (rest.regionMatches(true, 0, "ibp://", 0, 6)) {
      rest = rest.substring(6);
    }
    if (rest.endsWith("/")) {
      rest = rest.substring(0, rest.length() - 1);
    }
    int colon = rest.lastIndexOf(':');
    if (colon < 0) {
      return new DepotAddress(rest, DEFAULT_PORT);
    }
    try {
      return new DepotAddress(
          rest.substring(0, colon), Integer.parseInt(rest, colon + 1, rest.length(), 10));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a depot address (HOST:PORT): '" + text + "'", e);
    }
  }

  private static boolean isPlain(String host) {
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c <= ' ' || c == '/' || c == '#' || c == '?' || c == '@' || c >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int compareTo(DepotAddress other) {
    int byHost = host.compareTo(other.host);
    return byHost != 0 ? byHost : Integer.compare(port, other.port);
  }

  /** Written out: what Java makes for a record costs a tool 10 ms at its first use. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DepotAddress that && port == that.port && host.equals(that.host);
  }

  @Override
  public int hashCode() {
    return 31 * host.hashCode() + port;
  }

  /** {@code host:port}. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
