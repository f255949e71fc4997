package org.datalogistics.node.config;

import java.util.Optional;

/** A single value. */
record SingleCodec<T>(ValueType<T> type) implements Codec<T> {
  @Override
  public Optional<Parsed<T>> read(Raw raw, Problems problems) {
    if (!(raw instanceof Raw.Text text)) {
      problems.add(raw.origin(), "takes a single value, not " + raw.kind());
      return Optional.empty();
    }
    try {
      return Optional.of(known(type.parse(text.text())));
    } catch (IllegalArgumentException e) {
      problems.add(raw.origin(), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  @Override
  public Parsed<T> known(T value) {
    return new Parsed<>(value, type.isSecret() ? new Hidden(value) : type.print(value));
  }

  @Override
  public String placeholder() {
    return type.placeholder();
  }

  @Override
  public boolean isSwitch() {
    return type == ValueTypes.BOOLEAN;
  }
}
