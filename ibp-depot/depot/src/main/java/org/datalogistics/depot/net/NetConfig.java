package org.datalogistics.depot.net;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.datalogistics.ibp.IbpCommand;

/**
 * Limits of the network side.
 *
 * @param host address to listen on
 * @param port TCP port, 0 for any
 * @param maxConnections connections served at once; more get the overload notice
 * @param idleTimeout how long a connection may stay without a complete request line
 * @param idleNotice whether an idle connection gets a notice before it is closed (IBP spec 6.3)
 * @param defaultTimeout patience for requests that name none
 * @param maxTimeout longest patience, whatever a request names
 * @param softFail whether a refused command leaves its connection open (IBP spec 6.2)
 */
public record NetConfig(
    String host,
    int port,
    int maxConnections,
    Duration idleTimeout,
    boolean idleNotice,
    Duration defaultTimeout,
    Duration maxTimeout,
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
    if (maxTimeout.compareTo(Duration.ofSeconds(1)) < 0
        || maxTimeout.compareTo(Duration.ofDays(365)) > 0) {
      throw new IllegalArgumentException("longest timeout " + maxTimeout);
    }
  }

  /** How long a transfer may take until it has moved that many bytes; a slow one is given up. */
  static long transferNanos(Duration patience, long bytes) {
    return patience.plusSeconds(Math.min(bytes / SLOWEST_RATE, 1_000_000_000L)).toNanos();
  }

  /** The patience for a request without progress: what it asks for within limits. */
  Duration patience(int timeoutSeconds) {
    Duration asked = timeoutSeconds > 0 ? Duration.ofSeconds(timeoutSeconds) : defaultTimeout;
    return asked.compareTo(maxTimeout) < 0 ? asked : maxTimeout;
  }

  /** How long a command may take before it answers; a copy as long as it asks for, if it is big. */
  Duration commandLimit(IbpCommand command, Duration patience) {
    if (!(command instanceof IbpCommand.Copy copy)) {
      return patience;
    }
    long asked = TimeUnit.SECONDS.toNanos(copy.timeout());
    long most = transferNanos(patience, copy.length());
    return Duration.ofNanos(Math.max(patience.toNanos(), Math.min(asked, most)));
  }
}
