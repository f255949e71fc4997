package org.datalogistics.depot;

import java.util.List;
import java.util.Optional;
import org.datalogistics.depot.ops.OpsConfig;
import org.datalogistics.node.config.Key;
import org.datalogistics.node.config.Settings;

/** Settings of what operators and their monitors see. */
final class MonitorOptions {
  private static final String OPERATION = "Operation";

  private static final Key<Optional<Integer>> METRICS_PORT =
      Key.port("metrics-port")
          .in(OPERATION)
          .help("TCP port of the health page, /health and /metrics; without it there are none")
          .optional();
  private static final Key<String> METRICS_HOST =
      Key.string("metrics-host")
          .byDefault("127.0.0.1")
          .in(OPERATION)
          .help("address to serve them on; whoever reaches it sees the depot's state");

  static final List<Key<?>> KEYS = List.of(METRICS_PORT, METRICS_HOST);

  private MonitorOptions() {}

  static Optional<OpsConfig> ops(Settings settings) {
    return settings.get(METRICS_PORT).map(port -> new OpsConfig(settings.get(METRICS_HOST), port));
  }
}
