package org.datalogistics.depot;

import java.time.Duration;
import java.util.List;
import org.datalogistics.depot.net.NetConfig;
import org.datalogistics.node.config.Key;
import org.datalogistics.node.config.Settings;

/** Settings of what a client may take: connections, time. */
final class LimitOptions {
  private static final String LIMITS = "Limits";

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

  static final List<Key<?>> KEYS =
      List.of(MAX_CONNECTIONS, IDLE_TIMEOUT, IDLE_NOTICE, REQUEST_TIMEOUT, MAX_TIMEOUT, SOFT_FAIL);

  private LimitOptions() {}

  static NetConfig net(Settings settings) {
    return new NetConfig(
        NetworkOptions.host(settings),
        NetworkOptions.port(settings),
        settings.get(MAX_CONNECTIONS),
        settings.get(IDLE_TIMEOUT),
        settings.get(IDLE_NOTICE),
        settings.get(REQUEST_TIMEOUT),
        settings.get(MAX_TIMEOUT),
        settings.get(SOFT_FAIL));
  }
}
