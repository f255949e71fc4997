package org.datalogistics.node.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * All settings of a service: the keys, what it is called, and how its configuration record is built
 * from them.
 *
 * <p>Values come from the defaults, the service's section of the node document ({@code --config
 * FILE}), the environment ({@code DLT_<SERVICE>_<KEY>}) and the flags; the later win. Immutable.
 *
 * @param <C> the configuration record
 */
public final class ConfigSchema<C> {
  private final String service;
  private final String summary;
  private final List<String> examples;
  private final Function<Settings, C> build;
  private final List<Key<?>> keys;

  private ConfigSchema(
      String service,
      String summary,
      List<String> examples,
      Function<Settings, C> build,
      List<Key<?>> keys) {
    this.service = service;
    this.summary = summary;
    this.examples = List.copyOf(examples);
    this.build = build;
    this.keys = List.copyOf(keys);
    Set<String> names = new HashSet<>();
    List<Key<?>> all = new ArrayList<>(keys);
    all.addAll(CommonOptions.KEYS);
    for (Key<?> key : all) {
      if (!names.add(key.name())) {
        throw new IllegalArgumentException("two keys of " + service + " are named " + key.name());
      }
    }
  }

  /**
   * Declares the settings of a service.
   *
   * @param service its one-word name: the section of the node document and the word after {@code
   *     dlt}
   * @param build makes the record; an {@link IllegalArgumentException} it throws (rules over
   *     several keys) is told to the user
   * @param keys in the order of the help page
   */
  public static <C> ConfigSchema<C> of(
      String service, Function<Settings, C> build, List<Key<?>> keys) {
    return new ConfigSchema<>(service, "", List.of(), build, keys);
  }

  /** With a sentence or two for the top of the help page. */
  public ConfigSchema<C> summary(String text) {
    return new ConfigSchema<>(service, text, examples, build, keys);
  }

  /** With one more example for the help page: a whole command line. */
  public ConfigSchema<C> example(String commandLine) {
    List<String> more = new ArrayList<>(examples);
    more.add(commandLine);
    return new ConfigSchema<>(service, summary, more, build, keys);
  }

  /** The service's name. */
  public String service() {
    return service;
  }

  /**
   * Reads and merges all sources. When help is asked for, {@link #isHelp} tells before anything is
   * read.
   *
   * @throws ConfigException with all problems, each with its place
   */
  public Loaded<C> load(List<String> arguments, Map<String, String> environment)
      throws ConfigException {
    Problems problems = new Problems();
    List<Key<?>> all = new ArrayList<>(keys);
    all.addAll(CommonOptions.KEYS);
    Map<Key<?>, Raw> flags = Flags.read(all, arguments, problems);
    CommonOptions common = CommonOptions.read(flags, problems);
    List<Key<?>> everywhere = new ArrayList<>(keys);
    everywhere.addAll(CommonOptions.OF_LOG);

    Map<Key<?>, Raw> merged = new LinkedHashMap<>();
    common
        .configFile()
        .flatMap(file -> NodeDocument.section(file, service, problems))
        .ifPresent(section -> merged.putAll(matched(section, everywhere, problems)));
    merged.putAll(Env.read(service, everywhere, environment, problems));
    merged.putAll(flags);
    CommonOptions options = common.withLog(merged, problems);
    KeyReader reader = new KeyReader(keys, this::missing);

    Optional<Settings> settings = reader.read(merged, Origin.of("dlt " + service), problems);
    if (settings.isEmpty() || !problems.isEmpty()) {
      throw new ConfigException(problems.all());
    }
    return new Loaded<>(build(settings.get()), settings.get(), options);
  }

  private Map<Key<?>, Raw> matched(Raw.Fields section, List<Key<?>> known, Problems problems) {
    return new KeyReader(known, this::missing).match(section, problems);
  }

  /** Reads flags alone, as tests and embedding programs do. */
  public C parse(String... arguments) throws ConfigException {
    return load(List.of(arguments), Map.of()).config();
  }

  /** Whether these arguments ask for the help page. */
  public static boolean isHelp(List<String> arguments) {
    return arguments.contains("--help");
  }

  /** The help page. */
  public String help() {
    List<Key<?>> all = new ArrayList<>(keys);
    all.addAll(CommonOptions.KEYS);
    return new HelpPage(service, summary, all, examples).toString();
  }

  /** The values in force as a section of a node document, with where each comes from. */
  public String print(Loaded<C> loaded) {
    return ConfigPrinter.print(service, loaded.settings());
  }

  private C build(Settings settings) throws ConfigException {
    try {
      return build.apply(settings);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(List.of("dlt " + service + ": " + e.getMessage()));
    }
  }

  private String missing(Key<?> key) {
    return "needs %s %s (or %s, or %s in the section %s of the file given with --config)"
        .formatted(
            key.flag(), key.codec().placeholder(), key.variable(service), key.fileName(), service);
  }
}
