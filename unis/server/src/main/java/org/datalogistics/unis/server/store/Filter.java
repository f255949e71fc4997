package org.datalogistics.unis.server.store;

import java.util.Arrays;
import java.util.List;

/**
 * What documents a query wants; {@link Matcher} says exactly what each case means. Arrays are
 * transparent: a condition holds when it holds for any of the values at its path (UNIS spec 6.2).
 */
public sealed interface Filter {

  /** Matches everything. */
  Filter ALL = new And(List.of());

  /** All parts hold; without parts, always true. */
  record And(List<Filter> parts) implements Filter {
    public And {
      parts = List.copyOf(parts);
    }
  }

  /** Any part holds; without parts, never true. */
  record Or(List<Filter> parts) implements Filter {
    public Or {
      parts = List.copyOf(parts);
    }
  }

  /** The part does not hold. */
  record Not(Filter part) implements Filter {}

  /** A value at the path equals this one, in type and value. */
  record Equal(FieldPath path, Scalar value) implements Filter {}

  /** A value at the path equals one of these; never true without values. */
  record In(FieldPath path, List<Scalar> values) implements Filter {
    public In {
      values = List.copyOf(values);
    }
  }

  /**
   * A value at the path of the same kind (number, string, boolean) is in this order to this one.
   */
  record Compare(FieldPath path, Order order, Scalar value) implements Filter {}

  /** A string at the path is matched by the expression. */
  record Regex(FieldPath path, TextPattern pattern) implements Filter {}

  /** There is a value at the path, be it null. */
  record Exists(FieldPath path) implements Filter {}

  /** There is no value at the path, or a null. */
  record Absent(FieldPath path) implements Filter {}

  /** How the document's value stands to the given one. */
  enum Order {
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL
  }

  /** A shorthand for the commonest case. */
  static Filter equal(String path, String value) {
    return new Equal(FieldPath.parse(path), Scalar.of(value));
  }

  /** All of these; one alone stands for itself. */
  static Filter and(Filter... parts) {
    return parts.length == 1 ? parts[0] : new And(Arrays.asList(parts));
  }
}
