package org.datalogistics.node.config;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of all keys of a schema, or of a group of keys; for building a configuration record.
 */
public final class Settings {
  /** A key's value, how it is shown and where it came from. */
  record Entry<T>(Key<T> key, Codec.Parsed<T> parsed, String place) {}

  private final List<Entry<?>> entries;
  private final Map<Key<?>, Entry<?>> byKey = new HashMap<>();

  Settings(List<Entry<?>> entries) {
    this.entries = List.copyOf(entries);
    entries.forEach(entry -> byKey.put(entry.key(), entry));
  }

  /**
   * The value of a key.
   *
   * @throws IllegalStateException if the schema does not have this very key
   */
  public <T> T get(Key<T> key) {
    Entry<?> entry = byKey.get(key);
    if (entry == null) {
      throw new IllegalStateException("the schema has no such key: " + key.name());
    }
    // Only the codec of that very key made this value.
    @SuppressWarnings("unchecked")
    T value = (T) entry.parsed().value();
    return value;
  }

  /** Whether the key was given, so that its value is not just the default. */
  public boolean isGiven(Key<?> key) {
    Entry<?> entry = byKey.get(key);
    return entry != null && !entry.place().equals(Origin.DEFAULT.place());
  }

  List<Entry<?>> entries() {
    return entries;
  }

  /** Names and shown values. */
  Map<String, Object> shown() {
    Map<String, Object> shown = new LinkedHashMap<>();
    entries.forEach(entry -> shown.put(entry.key().fileName(), entry.parsed().shown()));
    return shown;
  }
}
