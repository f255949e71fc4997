package org.datalogistics.depot.net;

import java.time.Duration;
import java.util.Optional;
import org.datalogistics.depot.access.Access;
import org.datalogistics.depot.access.ClientLimits;
import org.datalogistics.depot.tls.TlsConfig;

/**
 * Settings of the network side. All but address, ports and TLS can be changed while it serves.
 *
 * @param host address to listen on
 * @param port TCP port, 0 for any
 * @param tls a second port, for TLS only
 * @param maxConnections connections served at once; more get the overload notice
 * @param timeouts how long clients are waited for
 * @param softFail whether a refused command leaves its connection open (IBP spec 6.2)
 * @param shutdownGrace how long transfers under way may go on when the depot is closed
 * @param perClient what one client address may take
 * @param access who may connect, and use which commands
 */
public record NetConfig(
    String host,
    int port,
    Optional<TlsConfig> tls,
    int maxConnections,
    Timeouts timeouts,
    boolean softFail,
    Duration shutdownGrace,
    ClientLimits perClient,
    Access access) {
  /** How long a closing connection reads on, so that its last line is not lost to a reset. */
  static final Duration LINGER = Duration.ofSeconds(2);

  public NetConfig {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port " + port);
    }
    if (maxConnections < 1) {
      throw new IllegalArgumentException("at most " + maxConnections + " connections");
    }
    if (shutdownGrace.isNegative()) {
      throw new IllegalArgumentException("grace of " + shutdownGrace + " when closing");
    }
  }
}
