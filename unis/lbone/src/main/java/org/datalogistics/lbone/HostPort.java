package org.datalogistics.lbone;

import java.util.Objects;

/**
 * A host and a port: an L-Bone server, or a depot in its answer.
 *
 * @param host a name or an address, 1 to 255 printable ASCII characters without blanks
 * @param port TCP port, 1 to 65535
 */
public record HostPort(String host, int port) {
  /** The port of L-Bone servers (LoRS spec 7). */
  public static final int LBONE_PORT = 6767;

  /** Longest host name: a field of 256 with a blank behind it. */
  static final int LONGEST_HOST = 255;

  public HostPort {
    Objects.requireNonNull(host, "host is null");
    if (host.isEmpty() || host.length() > LONGEST_HOST || !isPlain(host)) {
      throw new IllegalArgumentException("not a host name: '" + host + "'");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " of " + host + " is not 1 to 65535");
    }
  }

  private static boolean isPlain(String host) {
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c <= ' ' || c >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** {@code host:port}. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
