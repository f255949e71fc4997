package org.datalogistics.depot;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.datalogistics.depot.access.ClientLimits;
import org.datalogistics.depot.net.NetConfig;
import org.datalogistics.depot.net.Timeouts;
import org.datalogistics.node.config.ByteSize;
import org.datalogistics.node.config.Key;
import org.datalogistics.node.config.Settings;

/** Settings of what a client may take: connections, time. */
final class LimitOptions {
  private static final String LIMITS = "Limits";
  private static final Duration LONGEST_GRACE = Duration.ofSeconds(7);

  private static final Key<Integer> MAX_CONNECTIONS =
      Key.integer("max-connections", 1, 1_000_000)
          .byDefault(4096)
          .in(LIMITS)
          .help("connections served at once; more are told to come back later");
  private static final Key<Duration> IDLE_TIMEOUT =
      Key.duration("idle-timeout")
          .byDefault(Duration.ofSeconds(60))
          .in(LIMITS)
          .help("how long a connection may stay without a complete request line");
  private static final Key<Boolean> IDLE_NOTICE =
      Key.bool("idle-notice")
          .byDefault(false)
          .in(LIMITS)
          .help("send the -66 notice before closing an idle connection, as the C depot does");
  private static final Key<Duration> REQUEST_TIMEOUT =
      Key.duration("request-timeout")
          .byDefault(Duration.ofSeconds(30))
          .in(LIMITS)
          .help("patience without progress, for requests that name no timeout");
  private static final Key<Duration> MAX_TIMEOUT =
      Key.duration("max-timeout")
          .byDefault(Duration.ofMinutes(10))
          .in(LIMITS)
          .help("longest patience without progress, whatever timeout a request names");
  private static final Key<Boolean> SOFT_FAIL =
      Key.bool("soft-fail")
          .byDefault(false)
          .in(LIMITS)
          .help("leave the connection open after a refused command, where that is safe");

  private static final Key<Duration> SHUTDOWN_GRACE =
      Key.duration("shutdown-grace")
          .byDefault(Duration.ofSeconds(5))
          .in(LIMITS)
          .help("how long transfers under way may go on when the depot is told to end")
          .check(
              grace -> grace.compareTo(LONGEST_GRACE) <= 0,
              "must be 7s at most, as a service is to be gone within 10s");
  private static final Key<Optional<Integer>> CLIENT_CONNECTIONS =
      Key.integer("client-connections", 0, 1_000_000)
          .in(LIMITS)
          .help(
              "connections of one client address, 0 for no limit; three quarters of"
                  + " max-connections if it is not given")
          .optional();
  private static final Key<Integer> CLIENT_ALLOCATIONS =
      Key.integer("client-allocations", 0, 1_000_000_000)
          .byDefault(0)
          .in(LIMITS)
          .help("allocations a minute of one client address, 0 for no limit");
  private static final Key<ByteSize> CLIENT_BYTES_IN =
      Key.size("client-bytes-in")
          .byDefault(new ByteSize(0))
          .in(LIMITS)
          .help("bytes a second that one client address may send, 0 for no limit");
  private static final Key<ByteSize> CLIENT_BYTES_OUT =
      Key.size("client-bytes-out")
          .byDefault(new ByteSize(0))
          .in(LIMITS)
          .help("bytes a second that one client address may get, 0 for no limit");

  static final List<Key<?>> KEYS =
      List.of(
          MAX_CONNECTIONS,
          IDLE_TIMEOUT,
          IDLE_NOTICE,
          REQUEST_TIMEOUT,
          MAX_TIMEOUT,
          SOFT_FAIL,
          SHUTDOWN_GRACE,
          CLIENT_CONNECTIONS,
          CLIENT_ALLOCATIONS,
          CLIENT_BYTES_IN,
          CLIENT_BYTES_OUT);

  private LimitOptions() {}

  static NetConfig net(Settings settings) {
    return new NetConfig(
        NetworkOptions.host(settings),
        NetworkOptions.port(settings),
        TlsOptions.tls(settings),
        settings.get(MAX_CONNECTIONS),
        new Timeouts(
            settings.get(IDLE_TIMEOUT),
            settings.get(IDLE_NOTICE),
            settings.get(REQUEST_TIMEOUT),
            settings.get(MAX_TIMEOUT)),
        settings.get(SOFT_FAIL),
        settings.get(SHUTDOWN_GRACE),
        perClient(settings),
        AccessOptions.access(settings));
  }

  private static ClientLimits perClient(Settings settings) {
    int share = (int) (settings.get(MAX_CONNECTIONS) * 3L + 3) / 4;
    return new ClientLimits(
        settings.get(CLIENT_CONNECTIONS).orElse(share),
        settings.get(CLIENT_ALLOCATIONS),
        settings.get(CLIENT_BYTES_IN).bytes(),
        settings.get(CLIENT_BYTES_OUT).bytes());
  }
}
