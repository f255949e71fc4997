package org.datalogistics.node.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the variables {@code DLT_<SERVICE>_<KEY>}. */
final class Env {
  static final String PREFIX = "DLT_";

  private Env() {}

  /**
   * What the environment says of the keys; variables of the service that belong to no key are
   * problems.
   */
  static Map<Key<?>, Raw> read(
      String service, List<Key<?>> keys, Map<String, String> environment, Problems problems) {
    Map<String, Key<?>> byVariable = new LinkedHashMap<>();
    keys.forEach(key -> byVariable.put(key.variable(service), key));
    String prefix = (PREFIX + service + "_").toUpperCase(Locale.ROOT).replace('-', '_');
    Map<Key<?>, Raw> written = new LinkedHashMap<>();
    // In order of names, so that problems come in the same order each time.
    new TreeMap<>(environment)
        .forEach(
            (variable, value) -> {
              Key<?> key = byVariable.get(variable);
              if (key != null) {
                written.put(key, raw(key, value, Origin.of(variable)));
              } else if (variable.startsWith(prefix)) {
                String hint = Suggestion.forName(variable, byVariable.keySet());
                problems.add(Origin.of(variable), "unknown variable" + hint);
              }
            });
    return written;
  }

  private static Raw raw(Key<?> key, String value, Origin origin) {
    if (!key.codec().isRepeated()) {
      return new Raw.Text(value, origin);
    }
    List<Raw> items = new ArrayList<>();
    for (String item : value.split(Pattern.quote(key.codec().separator()), -1)) {
      if (!item.isBlank()) {
        items.add(new Raw.Text(item.strip(), origin));
      }
    }
    return new Raw.Items(items, origin);
  }
}
