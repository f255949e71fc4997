package org.datalogistics.exnode;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;

/**
 * A metadata value of one of the four types of an exNode document (exNode spec 2.2), or a JSON
 * value that has none of them.
 *
 * <p>Use the {@code of} methods; match the nested records for the type.
 */
public sealed interface TypedValue {

  /** A 64-bit signed integer, type {@code integer}. */
  record IntegerValue(long value) implements TypedValue {}

  /** A finite number, type {@code double}. Zero has no sign. */
  record DoubleValue(double value) implements TypedValue {

    public DoubleValue {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a metadata number must be finite, not " + value);
      }
      value = value + 0.0; // -0.0 becomes 0.0
    }
  }

  /**
   * Text, type {@code string}. Texts of 1000 bytes and more are read, but not rewritten, by the C
   * tools.
   */
  record StringValue(String value) implements TypedValue {

    public StringValue {
      requireNonNull(value, "value is null");
    }
  }

  /** A nested list of named values, type {@code meta}. */
  record MetaValue(Metadata entries) implements TypedValue {

    public MetaValue {
      requireNonNull(entries, "entries is null");
    }
  }

  /**
   * A JSON value without a counterpart among the four types: {@code true}, {@code false}, {@code
   * null}, an array, an integer beyond 64 bits. The JSON form keeps it; the XML form has no place
   * for it and leaves it out.
   *
   * @param text the value as JSON text
   */
  record JsonValue(String text) implements TypedValue {

    public JsonValue {
      requireNonNull(text, "text is null");
    }
  }

  /**
   * The value of an integer, of a double without fraction, or of a string of digits; empty for
   * anything else.
   */
  default OptionalLong wholeNumber() {
    if (this instanceof IntegerValue integer) {
      return OptionalLong.of(integer.value());
    }
    if (this instanceof DoubleValue number) {
      double real = number.value();
      boolean whole = real == Math.rint(real) && Math.abs(real) < 0x1p63;
      return whole ? OptionalLong.of((long) real) : OptionalLong.empty();
    }
    if (this instanceof StringValue text) {
      try {
        return OptionalLong.of(Long.parseLong(text.value().strip()));
      } catch (NumberFormatException e) {
        return OptionalLong.empty();
      }
    }
    return OptionalLong.empty();
  }

  static TypedValue of(long value) {
    return new IntegerValue(value);
  }

  static TypedValue of(double value) {
    return new DoubleValue(value);
  }

  static TypedValue of(String value) {
    return new StringValue(value);
  }

  static TypedValue of(Metadata entries) {
    return new MetaValue(entries);
  }
}
