package org.datalogistics.depot.net;

import java.time.Duration;

/**
 * Limits of the network side.
 *
 * @param host address to listen on
 * @param port TCP port, 0 for any
 * @param maxConnections connections served at once; more get the overload notice
 * @param idleTimeout how long a connection may stay without a complete request line
 * @param idleNotice whether an idle connection gets a notice before it is closed (IBP spec 6.3)
 * @param defaultTimeout patience for requests that name none
 * @param softFail whether a refused command leaves its connection open (IBP spec 6.2)
 */
public record NetConfig(
    String host,
    int port,
    int maxConnections,
    Duration idleTimeout,
    boolean idleNotice,
    Duration defaultTimeout,
    boolean softFail) {
  /** Slowest transfer that is not given up, bytes per second (IBP spec 14.7, LoRS spec 6.2). */
  private static final long SLOWEST_RATE = 10 * 1024;

  /** How long a closing connection reads on, so that its last line is not lost to a reset. */
  static final Duration LINGER = Duration.ofSeconds(2);

  public NetConfig {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port " + port);
    }
    if (maxConnections < 1) {
      throw new IllegalArgumentException("at most " + maxConnections + " connections");
    }
    if (idleTimeout.isNegative() || idleTimeout.isZero()) {
      throw new IllegalArgumentException("idle timeout " + idleTimeout);
    }
    if (defaultTimeout.isNegative() || defaultTimeout.isZero()) {
      throw new IllegalArgumentException("default timeout " + defaultTimeout);
    }
  }

  /** How long a transfer may take altogether, nanoseconds: a slow one is given up. */
  static long transferNanos(Duration patience, long length) {
    return patience.plusSeconds(Math.min(length / SLOWEST_RATE, 1_000_000_000L)).toNanos();
  }

  /** The patience for a request: what it asks for, or the default. */
  Duration patience(int timeoutSeconds) {
    return timeoutSeconds > 0 ? Duration.ofSeconds(timeoutSeconds) : defaultTimeout;
  }
}
