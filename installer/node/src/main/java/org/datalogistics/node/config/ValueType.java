package org.datalogistics.node.config;

/**
 * A kind of single value: how it is read from text and printed back.
 *
 * @param <T> the type of the value
 */
public interface ValueType<T> {
  /** What stands for the value in help texts, such as {@code SIZE}. */
  String placeholder();

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException with a message that tells what was expected and what came
   */
  T parse(String text);

  /** Whether its values are never to be shown. */
  default boolean isSecret() {
    return false;
  }

  /** The text that {@link #parse} reads back to the same value. */
  default String print(T value) {
    return String.valueOf(value);
  }
}
