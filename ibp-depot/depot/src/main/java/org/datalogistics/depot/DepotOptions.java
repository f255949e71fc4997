package org.datalogistics.depot;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.datalogistics.depot.net.NetConfig;
import org.datalogistics.node.config.ConfigSchema;
import org.datalogistics.node.config.Key;
import org.datalogistics.node.config.Settings;

/**
 * The settings of {@code dlt depot}: keys, defaults, help. Each topic is a class of its own ({@code
 * NetworkOptions}, {@code StorageOptions}, ...), which lists its keys and reads them.
 */
public final class DepotOptions {
  /** All keys of the service {@code depot}. */
  public static final ConfigSchema<DepotConfig> SCHEMA =
      ConfigSchema.of("depot", DepotOptions::build, keys())
          .summary("Runs an IBP depot: leases byte arrays out of local disk space.")
          .example("dlt depot --port 6714 --data /srv/depot --unis http://unis.example.org:8888")
          .example("dlt depot --data /srv/depot --resource id=1,path=/disk1/ibp,size=2t");

  /** What only a restart changes, by the names in the node document. */
  static final Set<String> FIXED =
      Set.of(
          "port",
          "host",
          "public-host",
          "tls-port",
          "tls-cert",
          "tls-key",
          "tls-client-ca",
          "tls-capabilities",
          "data",
          "disk-threads",
          "soft-fail",
          "password",
          "status-password",
          "admin-password");

  private DepotOptions() {}

  private static List<Key<?>> keys() {
    return Stream.of(
            NetworkOptions.KEYS,
            TlsOptions.KEYS,
            AccessOptions.KEYS,
            StorageOptions.KEYS,
            DirectoryOptions.KEYS,
            LimitOptions.KEYS,
            CommandOptions.KEYS,
            MonitorOptions.KEYS)
        .<Key<?>>flatMap(List::stream)
        .toList();
  }

  private static DepotConfig build(Settings settings) {
    NetConfig net = LimitOptions.net(settings);
    return new DepotConfig(
        net,
        AccessOptions.copies(settings),
        NetworkOptions.publicHost(settings),
        StorageOptions.data(settings),
        StorageOptions.resources(settings),
        StorageOptions.diskThreads(settings),
        DirectoryOptions.registration(settings),
        CommandOptions.commands(settings, net.softFail()),
        MonitorOptions.ops(settings));
  }
}
