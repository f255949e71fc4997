package org.datalogistics.depot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datalogistics.node.config.Key;
import org.datalogistics.node.config.Settings;

/** Where a depot stands, in words; the names are those of UNIS spec 7.1. */
record Place(Map<String, String> names) {
  private static final Map<String, Key<Optional<String>>> KEYS = keys();

  static final Key<Place> KEY = Key.group("place", List.copyOf(KEYS.values()), Place::of);

  Place {
    names = Map.copyOf(names);
  }

  private static Map<String, Key<Optional<String>>> keys() {
    Map<String, Key<Optional<String>>> keys = new LinkedHashMap<>();
    keys.put("institution", Key.string("institution").optional());
    keys.put("country", Key.string("country").optional());
    keys.put("state", Key.string("state").optional());
    keys.put("city", Key.string("city").optional());
    keys.put("zipcode", Key.string("zipcode").optional());
    keys.put("streetAddress", Key.string("street").optional());
    keys.put("email", Key.string("email").optional());
    return keys;
  }

  private static Place of(Settings settings) {
    Map<String, String> names = new LinkedHashMap<>();
    KEYS.forEach((name, key) -> settings.get(key).ifPresent(value -> names.put(name, value)));
    return new Place(names);
  }
}
