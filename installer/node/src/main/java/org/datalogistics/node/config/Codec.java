package org.datalogistics.node.config;

import java.util.List;
import java.util.Optional;

/** Makes a typed value of what was written. */
sealed interface Codec<T> permits SingleCodec, MaybeCodec, ManyCodec, GroupCodec, CheckedCodec {

  /**
   * A value, and how it is shown: a text, a list of such or a map of names to such; or {@link
   * #UNSET}.
   */
  record Parsed<T>(T value, Object shown) {}

  /** What is shown of a value that is missing, and may be. */
  Object UNSET = Optional.empty();

  /** The value, or empty when a problem was added. */
  Optional<Parsed<T>> read(Raw raw, Problems problems);

  /** A value given by the program. */
  Parsed<T> known(T value);

  /** What stands for it in help texts. */
  String placeholder();

  /** The keys that make it up, if it is a group. */
  default List<Key<?>> fields() {
    return List.of();
  }

  /** Whether its flag needs no value: to give it is to say "true". */
  default boolean isSwitch() {
    return false;
  }

  /** Whether its flag may come more than once. */
  default boolean isRepeated() {
    return false;
  }

  /** What parts several values in one text, as in an environment variable. */
  default String separator() {
    return ",";
  }
}
