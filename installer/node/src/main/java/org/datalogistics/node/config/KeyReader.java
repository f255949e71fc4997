package org.datalogistics.node.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the values of a fixed set of keys. */
final class KeyReader {
  private final List<Key<?>> keys;
  private final Function<Key<?>, String> missing;

  /** A reader that says of a missing key what {@code missing} says. */
  KeyReader(List<Key<?>> keys, Function<Key<?>, String> missing) {
    this.keys = keys;
    this.missing = missing;
  }

  /** The key that goes by this name in a file, if any. */
  Optional<Key<?>> find(String name) {
    return keys.stream().filter(key -> key.isCalled(name)).findFirst();
  }

  /** Finds the keys that fields belong to; unknown fields and those given twice are problems. */
  Map<Key<?>, Raw> match(Raw.Fields fields, Problems problems) {
    Map<Key<?>, Raw> matched = new LinkedHashMap<>();
    List<String> names = keys.stream().<String>map(Key::fileName).toList();
    fields
        .fields()
        .forEach(
            (name, raw) -> {
              Optional<Key<?>> key = find(name);
              if (key.isEmpty()) {
                String plain = Key.plain(name);
                problems.add(raw.origin(), "unknown key" + Suggestion.forName(plain, names));
              } else if (matched.put(key.get(), raw) != null) {
                problems.add(raw.origin(), "the same key twice, under two spellings");
              }
            });
    return matched;
  }

  /** All values, with defaults for what was not written; or empty when problems were added. */
  Optional<Settings> read(Map<Key<?>, Raw> written, Origin origin, Problems problems) {
    List<Settings.Entry<?>> entries = new ArrayList<>();
    for (Key<?> key : keys) {
      read(key, written, origin, problems).ifPresent(entries::add);
    }
    return entries.size() == keys.size() ? Optional.of(new Settings(entries)) : Optional.empty();
  }

  private <T> Optional<Settings.Entry<T>> read(
      Key<T> key, Map<Key<?>, Raw> written, Origin origin, Problems problems) {
    Raw raw = written.get(key);
    if (raw != null) {
      Origin from = raw.origin();
      return key.codec()
          .read(raw, problems)
          .map(parsed -> new Settings.Entry<>(key, parsed, from.place()));
    }
    Optional<Codec.Parsed<T>> known = key.defaultValue();
    if (known.isEmpty()) {
      problems.add(origin, missing.apply(key));
    }
    return known.map(parsed -> new Settings.Entry<>(key, parsed, Origin.DEFAULT.place()));
  }
}
