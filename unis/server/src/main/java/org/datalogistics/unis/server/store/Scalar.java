package org.datalogistics.unis.server.store;

/** A value to compare a field with; types never equal each other, except that numbers do. */
public sealed interface Scalar {

  /** A string. */
  record Text(String value) implements Scalar {}

  /** A whole number. */
  record Whole(long value) implements Scalar {}

  /** A finite floating-point number. */
  record Real(double value) implements Scalar {
    public Real {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(value + " is not a finite number");
      }
    }
  }

  /** True or false. */
  record Bool(boolean value) implements Scalar {}

  static Scalar of(String value) {
    return new Text(value);
  }

  static Scalar of(long value) {
    return new Whole(value);
  }

  static Scalar of(double value) {
    return new Real(value);
  }

  static Scalar of(boolean value) {
    return new Bool(value);
  }
}
