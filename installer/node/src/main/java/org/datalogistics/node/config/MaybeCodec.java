package org.datalogistics.node.config;

import java.util.List;
import java.util.Optional;

/** A value that may be missing. */
record MaybeCodec<T>(Codec<T> codec) implements Codec<Optional<T>> {
  @Override
  public Optional<Parsed<Optional<T>>> read(Raw raw, Problems problems) {
    return codec
        .read(raw, problems)
        .map(parsed -> new Parsed<>(Optional.of(parsed.value()), parsed.shown()));
  }

  @Override
  public Parsed<Optional<T>> known(Optional<T> value) {
    return new Parsed<>(value, value.<Object>map(v -> codec.known(v).shown()).orElse(UNSET));
  }

  @Override
  public String placeholder() {
    return codec.placeholder();
  }

  @Override
  public List<Key<?>> fields() {
    return codec.fields();
  }
}
