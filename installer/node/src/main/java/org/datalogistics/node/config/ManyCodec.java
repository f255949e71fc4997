package org.datalogistics.node.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Several values: a list in the file, a repeated flag. */
record ManyCodec<T>(Codec<T> codec) implements Codec<List<T>> {
  @Override
  public Optional<Parsed<List<T>>> read(Raw raw, Problems problems) {
    List<Raw> items = raw instanceof Raw.Items several ? several.items() : List.of(raw);
    List<T> values = new ArrayList<>();
    List<Object> shown = new ArrayList<>();
    for (Raw item : items) {
      codec
          .read(item, problems)
          .ifPresent(
              parsed -> {
                values.add(parsed.value());
                shown.add(parsed.shown());
              });
    }
    boolean complete = values.size() == items.size();
    return complete ? Optional.of(new Parsed<>(List.copyOf(values), shown)) : Optional.empty();
  }

  @Override
  public Parsed<List<T>> known(List<T> value) {
    List<Object> shown = value.stream().map(item -> codec.known(item).shown()).toList();
    return new Parsed<>(List.copyOf(value), shown);
  }

  @Override
  public String placeholder() {
    return codec.placeholder();
  }

  @Override
  public boolean isRepeated() {
    return true;
  }

  @Override
  public String separator() {
    return codec instanceof GroupCodec ? ";" : ",";
  }

  @Override
  public List<Key<?>> fields() {
    return codec.fields();
  }
}
