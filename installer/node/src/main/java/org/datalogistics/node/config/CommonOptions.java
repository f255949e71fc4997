package org.datalogistics.node.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options of every service that are not part of its configuration.
 *
 * @param configFile the node document to read
 * @param logLevel what is logged, or empty for the level of the log's own settings
 * @param printConfig whether to print the configuration instead of starting
 * @param help whether to print the help page instead of starting
 */
public record CommonOptions(
    Optional<Path> configFile, Optional<String> logLevel, boolean printConfig, boolean help) {

  private static final String HEADING = "Every service";
  private static final Key<Optional<Path>> CONFIG =
      Key.path("config")
          .optional()
          .help("Node document (YAML) to read the service's section from.")
          .in(HEADING);
  private static final Key<Optional<String>> LOG_LEVEL =
      Key.choice("log-level", "error", "warn", "info", "debug", "trace")
          .optional()
          .help("What is logged, on standard error. The variable DLT_LOG says the same.")
          .in(HEADING);
  private static final Key<Boolean> PRINT_CONFIG =
      Key.bool("print-config")
          .byDefault(false)
          .help("Print the values in force and where each comes from, and end.")
          .in(HEADING);
  private static final Key<Boolean> HELP =
      Key.bool("help").byDefault(false).help("Print this page and end.").in(HEADING);

  static final List<Key<?>> KEYS = List.of(CONFIG, LOG_LEVEL, PRINT_CONFIG, HELP);

  /** Reads them from flags; what cannot be read counts as not given, and a problem is added. */
  static CommonOptions read(Map<Key<?>, Raw> flags, Problems problems) {
    return new CommonOptions(
        read(CONFIG, flags, problems).flatMap(file -> file),
        read(LOG_LEVEL, flags, problems).flatMap(level -> level),
        read(PRINT_CONFIG, flags, problems).orElse(false),
        read(HELP, flags, problems).orElse(false));
  }

  private static <T> Optional<T> read(Key<T> key, Map<Key<?>, Raw> flags, Problems problems) {
    KeyReader reader = new KeyReader(List.of(key), missing -> "needs " + missing.flag());
    return reader.read(flags, Origin.of(key.flag()), problems).map(settings -> settings.get(key));
  }
}
