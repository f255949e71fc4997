package org.datalogistics.setup.up;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datalogistics.node.config.ByteSize;
import org.datalogistics.node.config.ConfigSchema;
import org.datalogistics.node.config.Key;
import org.datalogistics.node.config.Settings;

/**
 * What the user says about a node; the rest finds itself.
 *
 * @param data the folder for everything that stays
 * @param host the address to listen on
 * @param publicHost what others are told, empty: found out
 * @param port the depot's, empty: the one of last time, else 6714 or the next free one
 * @param unisPort the directory's, empty: the one of last time, else 8888 or the next free one
 * @param size bytes to lease out, empty: the depot's own default
 */
record UpConfig(
    Path data,
    String host,
    Optional<String> publicHost,
    Optional<Integer> port,
    Optional<Integer> unisPort,
    Optional<ByteSize> size) {

  private static final Key<Path> DATA =
      Key.path("data")
          .byDefault(defaultData(System.getenv(), System.getProperty("user.home", ".")))
          .help("Folder for everything that stays: stored data, the directory, ports.");
  private static final Key<String> HOST =
      Key.string("host")
          .byDefault("0.0.0.0")
          .help("Address to listen on; 127.0.0.1 keeps the node to this machine.");
  private static final Key<Optional<String>> PUBLIC_HOST =
      Key.string("public-host")
          .help("Name or address that others are told; without it the machine's own is found.")
          .optional();
  private static final Key<Optional<Integer>> PORT =
      Key.port("port")
          .help("The depot's port; without it that of last time, at first 6714 or the next free.")
          .optional();
  private static final Key<Optional<Integer>> UNIS_PORT =
      Key.port("unis-port")
          .help(
              "The directory's port; without it that of last time, at first 8888 or the next free.")
          .optional();
  private static final Key<Optional<ByteSize>> SIZE =
      Key.size("size")
          .check(size -> size.bytes() > 0, "must be more than 0")
          .help("How much to lease out; without it 90 % of the free space.")
          .optional();

  static final ConfigSchema<UpConfig> SCHEMA =
      ConfigSchema.of("up", UpConfig::of, List.of(DATA, HOST, PUBLIC_HOST, PORT, UNIS_PORT, SIZE))
          .summary(
              "Runs a whole node in one process: a depot that leases out space, and a UNIS directory"
                  + " that knows it. Runs until Ctrl-C or SIGTERM; started again it goes on with its"
                  + " data.")
          .example("dlt up")
          .example("dlt up --data /srv/dlt --size 200G --public-host storage.example.org");

  private static UpConfig of(Settings settings) {
    return new UpConfig(
        settings.get(DATA),
        settings.get(HOST),
        settings.get(PUBLIC_HOST),
        settings.get(PORT),
        settings.get(UNIS_PORT),
        settings.get(SIZE));
  }

  /** {@code $XDG_DATA_HOME/dlt}, else {@code ~/.dlt}. */
  static Path defaultData(Map<String, String> environment, String home) {
    String xdg = environment.getOrDefault("XDG_DATA_HOME", "");
    return xdg.startsWith("/") ? Path.of(xdg, "dlt") : Path.of(home, ".dlt");
  }
}
