package org.datalogistics.node.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The kinds of values that keys commonly have. */
final class ValueTypes {
  static final ValueType<String> STRING = of("TEXT", text -> text, text -> text);
  static final ValueType<String> SECRET =
      new ValueType<>() {
        @Override
        public String placeholder() {
          return "TEXT";
        }

        @Override
        public String parse(String text) {
          return text;
        }

        @Override
        public boolean isSecret() {
          return true;
        }
      };
  static final ValueType<ByteSize> SIZE = of("SIZE", ByteSize::parse, ByteSize::toString);
  static final ValueType<Duration> DURATION = of("TIME", Durations::parse, Durations::print);
  static final ValueType<Path> PATH = of("PATH", ValueTypes::path, Path::toString);
  static final ValueType<URI> URI = of("URL", ValueTypes::uri, java.net.URI::toString);
  static final ValueType<Boolean> BOOLEAN = of("true|false", ValueTypes::bool, String::valueOf);

  private ValueTypes() {}

  private static <T> ValueType<T> of(
      String placeholder, Function<String, T> parse, Function<T, String> print) {
    return new ValueType<>() {
      @Override
      public String placeholder() {
        return placeholder;
      }

      @Override
      public T parse(String text) {
        return parse.apply(text);
      }

      @Override
      public String print(T value) {
        return print.apply(value);
      }
    };
  }

  static ValueType<Integer> integer(int least, int most) {
    return of("NUMBER", text -> (int) number(text, least, most), String::valueOf);
  }

  static ValueType<Long> longInteger(long least, long most) {
    return of("NUMBER", text -> number(text, least, most), String::valueOf);
  }

  static ValueType<String> choice(List<String> allowed) {
    return of(String.join("|", allowed), text -> allowed(text, allowed), text -> text);
  }

  static <E extends Enum<E>> ValueType<E> choice(Class<E> type) {
    Function<E, String> print = value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    List<String> allowed = Arrays.stream(type.getEnumConstants()).map(print).toList();
    Function<String, E> parse =
        text -> type.getEnumConstants()[allowed.indexOf(allowed(text, allowed))];
    return of(String.join("|", allowed), parse, print);
  }

  private static String allowed(String text, List<String> allowed) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    if (!allowed.contains(wanted)) {
      throw new IllegalArgumentException(
          "not one of %s: %s".formatted(String.join(", ", allowed), text));
    }
    return wanted;
  }

  private static long number(String text, long least, long most) {
    try {
      long number = Long.parseLong(text.strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a whole number: " + text, e);
    }
    throw new IllegalArgumentException("not from %d to %d: %s".formatted(least, most, text));
  }

  private static boolean bool(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default -> throw new IllegalArgumentException("not true or false: " + text);
    };
  }

  private static Path path(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("an empty path");
    }
    // InvalidPathException is an IllegalArgumentException that names the path and the trouble.
    return Path.of(text);
  }

  private static URI uri(String text) {
    URI uri = java.net.URI.create(text.strip());
    if (uri.getScheme() == null || (uri.getHost() == null && uri.getAuthority() == null)) {
      throw new IllegalArgumentException(
          "not a whole URL such as http://unis.example.org:8888: " + text);
    }
    return uri;
  }
}
