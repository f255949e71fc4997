package org.datalogistics.node.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A group of named values: keys below a key in the file, {@code name=value,name=value} in a flag.
 */
record GroupCodec<T>(List<Key<?>> fields, Function<Settings, T> build) implements Codec<T> {
  GroupCodec {
    fields = List.copyOf(fields);
  }

  @Override
  public Optional<Parsed<T>> read(Raw raw, Problems problems) {
    KeyReader reader = new KeyReader(fields, field -> "needs " + field.name());
    return fields(raw, problems)
        .flatMap(group -> reader.read(reader.match(group, problems), group.origin(), problems))
        .flatMap(settings -> build(settings, raw.origin(), problems));
  }

  private Optional<Parsed<T>> build(Settings settings, Origin origin, Problems problems) {
    try {
      return Optional.of(new Parsed<>(build.apply(settings), settings.shown()));
    } catch (IllegalArgumentException e) {
      problems.add(origin, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<Raw.Fields> fields(Raw raw, Problems problems) {
    if (raw instanceof Raw.Fields group) {
      return Optional.of(group);
    }
    if (raw instanceof Raw.Text text) {
      return split(text, problems);
    }
    problems.add(raw.origin(), "takes " + placeholder() + ", not " + raw.kind());
    return Optional.empty();
  }

  private Optional<Raw.Fields> split(Raw.Text raw, Problems problems) {
    Map<String, Raw> parts = new LinkedHashMap<>();
    for (String part : raw.text().split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals <= 0) {
        problems.add(raw.origin(), "takes %s, not: %s".formatted(placeholder(), raw.text()));
        return Optional.empty();
      }
      String name = part.substring(0, equals).strip();
      Raw value = new Raw.Text(part.substring(equals + 1), raw.origin().field(name));
      if (parts.put(name, value) != null) {
        problems.add(raw.origin(), name + " comes twice in: " + raw.text());
      }
    }
    return Optional.of(new Raw.Fields(parts, raw.origin()));
  }

  @Override
  public Parsed<T> known(T value) {
    return new Parsed<>(value, String.valueOf(value));
  }

  @Override
  public String placeholder() {
    StringBuilder text = new StringBuilder();
    for (Key<?> field : fields) {
      String one = (text.isEmpty() ? "" : ",") + field.name() + "=" + field.codec().placeholder();
      text.append(field.isRequired() ? one : "[" + one + "]");
    }
    return text.toString();
  }
}
