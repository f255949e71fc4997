package org.datalogistics.node.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a command line: {@code --key value}, {@code --key=value}, and switches that need no value.
 */
final class Flags {
  private final List<Key<?>> keys;
  private final Problems problems;
  private final Map<Key<?>, Raw> written = new LinkedHashMap<>();

  private Flags(List<Key<?>> keys, Problems problems) {
    this.keys = keys;
    this.problems = problems;
  }

  /** What the command line says of the keys; whatever else it says is a problem. */
  static Map<Key<?>, Raw> read(List<Key<?>> keys, List<String> arguments, Problems problems) {
    Flags flags = new Flags(keys, problems);
    int at = 0;
    while (at < arguments.size()) {
      at += flags.take(arguments, at);
    }
    return flags.written;
  }

  /** Takes the flag at that place; returns how many arguments it was. */
  private int take(List<String> arguments, int at) {
    String argument = arguments.get(at);
    if (!argument.startsWith("--") || argument.equals("--")) {
      problems.add("unexpected argument: " + argument);
      return 1;
    }
    int equals = argument.indexOf('=');
    String name = equals < 0 ? argument : argument.substring(0, equals);
    Optional<Key<?>> key = keys.stream().filter(k -> k.flag().equals(name)).findFirst();
    boolean valueFollows =
        equals < 0 && at + 1 < arguments.size() && !arguments.get(at + 1).startsWith("--");
    if (key.isEmpty()) {
      List<String> known = keys.stream().<String>map(Key::flag).toList();
      problems.add("unknown option " + name + Suggestion.forName(name, known));
      // What follows is most likely its value, and no second mistake.
      return valueFollows ? 2 : 1;
    }
    Origin origin = Origin.of(name);
    if (equals >= 0) {
      add(key.get(), new Raw.Text(argument.substring(equals + 1), origin));
      return 1;
    }
    if (key.get().codec().isSwitch()) {
      add(key.get(), new Raw.Text("true", origin));
      return 1;
    }
    if (!valueFollows) {
      problems.add(origin, "needs a value: " + key.get().codec().placeholder());
      return 1;
    }
    add(key.get(), new Raw.Text(arguments.get(at + 1), origin));
    return 2;
  }

  private void add(Key<?> key, Raw value) {
    Raw before = written.get(key);
    if (before == null) {
      boolean repeated = key.codec().isRepeated();
      written.put(key, repeated ? new Raw.Items(List.of(value), value.origin()) : value);
    } else if (before instanceof Raw.Items items) {
      List<Raw> more = new ArrayList<>(items.items());
      more.add(value);
      written.put(key, new Raw.Items(more, value.origin()));
    } else {
      problems.add(value.origin(), "given twice");
    }
  }
}
