package org.datalogistics.exnode;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.datalogistics.exnode.TypedValue.StringValue;
import org.jspecify.annotations.Nullable;

/**
 * Named, typed values; names are unique within one container (exNode spec 2.2).
 *
 * @param entries the values by name, sorted, unmodifiable
 */
public record Metadata(Map<String, TypedValue> entries) {

  /** No entry. */
  public static final Metadata EMPTY = new Metadata(Map.of());

  public Metadata {
    SortedMap<String, TypedValue> copy = new TreeMap<>();
    entries.forEach(
        (name, value) ->
            copy.put(requireNonNull(name, "name is null"), requireNonNull(value, "value is null")));
    entries = Collections.unmodifiableSortedMap(copy);
  }

  /** The given entries; the shared {@link #EMPTY} when there is none. */
  public static Metadata of(Map<String, TypedValue> entries) {
    return entries.isEmpty() ? EMPTY : new Metadata(entries);
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  public @Nullable TypedValue get(String name) {
    return entries.get(name);
  }

  /**
   * The text of a string entry; empty when the entry is absent, of another type, or the empty
   * string.
   */
  public Optional<String> string(String name) {
    return get(name) instanceof StringValue text && !text.value().isEmpty()
        ? Optional.of(text.value())
        : Optional.empty();
  }

  /** The whole number in an entry, see {@link TypedValue#wholeNumber}; empty when there is none. */
  public OptionalLong integer(String name) {
    TypedValue value = get(name);
    return value == null ? OptionalLong.empty() : value.wholeNumber();
  }

  /** These entries and the one given, which replaces an entry of its name. */
  public Metadata with(String name, TypedValue value) {
    SortedMap<String, TypedValue> changed = new TreeMap<>(entries);
    changed.put(name, value);
    return new Metadata(changed);
  }

  /** These entries and a string one. */
  public Metadata with(String name, String value) {
    return with(name, TypedValue.of(value));
  }

  /** These entries without the named one. */
  public Metadata without(String name) {
    if (!entries.containsKey(name)) {
      return this;
    }
    SortedMap<String, TypedValue> changed = new TreeMap<>(entries);
    changed.remove(name);
    return of(changed);
  }
}
