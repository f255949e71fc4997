package org.datalogistics.node.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A value that must hold to one more rule. */
record CheckedCodec<T>(Codec<T> codec, Predicate<T> rule, String must) implements Codec<T> {
  @Override
  public Optional<Parsed<T>> read(Raw raw, Problems problems) {
    Optional<Parsed<T>> parsed = codec.read(raw, problems);
    if (parsed.isPresent() && !rule.test(parsed.get().value())) {
      problems.add(raw.origin(), must + ", not: " + parsed.get().shown());
      return Optional.empty();
    }
    return parsed;
  }

  @Override
  public Parsed<T> known(T value) {
    if (!rule.test(value)) {
      throw new IllegalArgumentException("default " + value + ": " + must);
    }
    return codec.known(value);
  }

  @Override
  public String placeholder() {
    return codec.placeholder();
  }

  @Override
  public boolean isSwitch() {
    return codec.isSwitch();
  }

  @Override
  public boolean isRepeated() {
    return codec.isRepeated();
  }

  @Override
  public String separator() {
    return codec.separator();
  }

  @Override
  public List<Key<?>> fields() {
    return codec.fields();
  }
}
