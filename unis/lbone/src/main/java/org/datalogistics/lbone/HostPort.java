package org.datalogistics.lbone;

import java.util.Objects;

/**
 * A host and a port: an L-Bone server, or a depot in its answer.
 *
 * @param host a name or an address, 1 to 255 printable ASCII characters without blanks and {@code
 *     /#?@}
 * @param port TCP port, 1 to 65535
 */
public record HostPort(String host, int port) {
  /** The port of L-Bone servers (LoRS spec 7). */
  public static final int LBONE_PORT = 6767;

  /** Longest host name: a field of 256 with a blank behind it. */
  static final int LONGEST_HOST = 255;

  public HostPort {
    Objects.requireNonNull(host, "host is null");
    if (!isHost(host)) {
      throw new IllegalArgumentException("not a host name: '" + Fields.plainText(host, 40) + "'");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " of " + host + " is not 1 to 65535");
    }
  }

  static boolean isHost(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 0x7f || "/#?@".indexOf(c) >= 0) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= LONGEST_HOST;
  }

  static boolean isPort(String text) {
    try {
      int port = Integer.parseInt(text);
      return port >= 1 && port <= 65535;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** {@code host:port}. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
