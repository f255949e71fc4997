package org.datalogistics.node.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One setting of a service: its name, type, default and help text. Declared as a constant,
 * immutable: each method that changes something returns another key.
 *
 * <p>A key {@code public-host} of the service {@code depot} is {@code public-host} (or {@code
 * publicHost}) in the section {@code depot} of the node document, {@code DLT_DEPOT_PUBLIC_HOST} in
 * the environment and {@code --public-host} as a flag. A key without {@link #byDefault} that is
 * neither {@link #optional} nor a {@link #list} must be given.
 *
 * @param <T> the type of its value
 */
public final class Key<T> {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private final String name;
  private final String plural;
  private final Codec<T> codec;
  private final Codec.@Nullable Parsed<T> known;
  private final String help;
  private final String group;

  private Key(
      String name,
      String plural,
      Codec<T> codec,
      Codec.@Nullable Parsed<T> known,
      String help,
      String group) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a key is named like max-lease, not: " + name);
    }
    this.name = name;
    this.plural = plural;
    this.codec = codec;
    this.known = known;
    this.help = help;
    this.group = group;
  }

  /** A key of any type of single value. */
  public static <T> Key<T> of(String name, ValueType<T> type) {
    return new Key<>(name, name, new SingleCodec<>(type), null, "", "");
  }

  /** A text. */
  public static Key<String> string(String name) {
    return of(name, ValueTypes.STRING);
  }

  /** A text that is never shown: a password. */
  public static Key<String> secret(String name) {
    return of(name, ValueTypes.SECRET);
  }

  /** A whole number within bounds, both allowed. */
  public static Key<Integer> integer(String name, int least, int most) {
    return of(name, ValueTypes.integer(least, most));
  }

  /** A whole number within bounds, both allowed. */
  public static Key<Long> longInteger(String name, long least, long most) {
    return of(name, ValueTypes.longInteger(least, most));
  }

  /** A TCP port to listen on, 0 for any free one. */
  public static Key<Integer> port(String name) {
    return integer(name, 0, 65_535);
  }

  /** True or false; the flag alone means true. */
  public static Key<Boolean> bool(String name) {
    return of(name, ValueTypes.BOOLEAN);
  }

  /** A duration such as {@code 30s}. */
  public static Key<Duration> duration(String name) {
    return of(name, ValueTypes.DURATION);
  }

  /** A number of bytes such as {@code 5M}. */
  public static Key<ByteSize> size(String name) {
    return of(name, ValueTypes.SIZE);
  }

  /** A file or folder. */
  public static Key<Path> path(String name) {
    return of(name, ValueTypes.PATH);
  }

  /** A whole URL with scheme and host. */
  public static Key<URI> uri(String name) {
    return of(name, ValueTypes.URI);
  }

  /** One of a few words, in lower case. */
  public static Key<String> choice(String name, String... allowed) {
    return of(name, ValueTypes.choice(List.of(allowed)));
  }

  /** One constant of an enum, written in lower case with hyphens. */
  public static <E extends Enum<E>> Key<E> choice(String name, Class<E> type) {
    return of(name, ValueTypes.choice(type));
  }

  /**
   * A group of keys that make one value: {@code {id: 1, size: 2g}} in the file, {@code
   * id=1,size=2g} as a flag. An {@link IllegalArgumentException} of {@code build} is told as a
   * problem of the configuration.
   */
  public static <T> Key<T> group(String name, List<Key<?>> fields, Function<Settings, T> build) {
    return new Key<>(name, name, new GroupCodec<>(fields, build), null, "", "");
  }

  /**
   * Any number of such values, none by default: a list in the file, where the key is called {@code
   * plural} (its own name is understood too); a flag to be repeated; in the environment values
   * parted by commas, groups by semicolons.
   */
  public static <T> Key<List<T>> list(String plural, Key<T> element) {
    Codec<List<T>> codec = new ManyCodec<>(element.codec);
    return new Key<>(
        element.name, plural, codec, codec.known(List.of()), element.help, element.group);
  }

  /** The key that need not be given. */
  public Key<Optional<T>> optional() {
    Codec<Optional<T>> codec = new MaybeCodec<>(this.codec);
    return new Key<>(name, plural, codec, codec.known(Optional.empty()), help, group);
  }

  /** With a default. */
  public Key<T> byDefault(T value) {
    return new Key<>(name, plural, codec, codec.known(value), help, group);
  }

  /** With a help text: what it is good for, unit and bounds where the type does not say them. */
  public Key<T> help(String text) {
    return new Key<>(name, plural, codec, known, text, group);
  }

  /** Under a heading of the help page. */
  public Key<T> in(String heading) {
    return new Key<>(name, plural, codec, known, help, heading);
  }

  /** With one more rule; {@code must} completes the message: "must not be 0". */
  public Key<T> check(Predicate<T> rule, String must) {
    return new Key<>(name, plural, new CheckedCodec<>(codec, rule, must), known, help, group);
  }

  /** Its name, in lower case with hyphens. */
  public String name() {
    return name;
  }

  String flag() {
    return "--" + name;
  }

  String variable(String service) {
    return (Env.PREFIX + service + "_" + name).toUpperCase(Locale.ROOT).replace('-', '_');
  }

  String fileName() {
    return plural;
  }

  boolean isCalled(String written) {
    String plain = plain(written);
    return plain.equals(name) || plain.equals(plural);
  }

  /** A name in lower case with hyphens: maxLease, max_lease and max-lease are the same. */
  static String plain(String written) {
    return written
        .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
        .replace('_', '-')
        .toLowerCase(Locale.ROOT);
  }

  Codec<T> codec() {
    return codec;
  }

  boolean isRequired() {
    return known == null;
  }

  Optional<Codec.Parsed<T>> defaultValue() {
    return Optional.ofNullable(known);
  }

  String help() {
    return help;
  }

  String heading() {
    return group;
  }

  @Override
  public String toString() {
    return name;
  }
}
