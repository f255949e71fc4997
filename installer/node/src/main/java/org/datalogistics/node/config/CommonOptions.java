package org.datalogistics.node.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options of every service that are not part of its configuration. Those of the log may also
 * stand in the service's section of the node document and in its environment.
 *
 * @param configFile the node document to read
 * @param logLevel what is logged, or empty for the level of the log's own settings
 * @param logFormat how it is logged, {@code text} or {@code json}
 * @param printConfig whether to print the configuration instead of starting
 * @param help whether to print the help page instead of starting
 */
public record CommonOptions(
    Optional<Path> configFile,
    Optional<String> logLevel,
    String logFormat,
    boolean printConfig,
    boolean help) {

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
  private static final Key<String> LOG_FORMAT =
      Key.choice("log-format", "text", "json")
          .byDefault("text")
          .help("A line of text for each event, or an object of JSON.")
          .in(HEADING);
  private static final Key<Boolean> PRINT_CONFIG =
      Key.bool("print-config")
          .byDefault(false)
          .help("Print the values in force and where each comes from, and end.")
          .in(HEADING);
  private static final Key<Boolean> HELP =
      Key.bool("help").byDefault(false).help("Print this page and end.").in(HEADING);

  static final List<Key<?>> KEYS = List.of(CONFIG, LOG_LEVEL, LOG_FORMAT, PRINT_CONFIG, HELP);

  /** Those that every source may have. */
  static final List<Key<?>> OF_LOG = List.of(LOG_LEVEL, LOG_FORMAT);

  /**
   * Reads those that are flags only; what cannot be read counts as not given, and a problem is
   * added.
   */
  static CommonOptions read(Map<Key<?>, Raw> flags, Problems problems) {
    return new CommonOptions(
        read(CONFIG, flags, problems).flatMap(file -> file),
        Optional.empty(),
        "text",
        read(PRINT_CONFIG, flags, problems).orElse(false),
        read(HELP, flags, problems).orElse(false));
  }

  /** With those of the log, from all sources. */
  CommonOptions withLog(Map<Key<?>, Raw> merged, Problems problems) {
    return new CommonOptions(
        configFile,
        read(LOG_LEVEL, merged, problems).flatMap(level -> level),
        read(LOG_FORMAT, merged, problems).orElse("text"),
        printConfig,
        help);
  }

  private static <T> Optional<T> read(Key<T> key, Map<Key<?>, Raw> flags, Problems problems) {
    KeyReader reader = new KeyReader(List.of(key), missing -> "needs " + missing.flag());
    return reader.read(flags, Origin.of(key.flag()), problems).map(settings -> settings.get(key));
  }
}
