package org.datalogistics.unis.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers compare by value, whole or not, and exactly: never by rounding one to the other. */
final class Numbers {

  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,40}");
  private static final Pattern DECIMAL =
      Pattern.compile(
          "[+-]?([0-9]{1,400}(\\.[0-9]{0,400})?|\\.[0-9]{1,400})([eE][+-]?[0-9]{1,4})?");
  private static final double TWO_TO_63 = 0x1p63;

  private Numbers() {}

  /** Reads a number as clients write it, or returns null. */
  static @Nullable Scalar parse(String text) {
    if (WHOLE.matcher(text).matches()) {
      try {
        return Scalar.of(Long.parseLong(text));
      } catch (NumberFormatException e) {
        return Scalar.of(new BigDecimal(text).doubleValue()); // more than 64 bits
      }
    }
    if (!DECIMAL.matcher(text).matches()) {
      return null;
    }
    double value = Double.parseDouble(text);
    return Double.isFinite(value) ? Scalar.of(value) : null;
  }

  /** The value of a number node, or null when it is not one that the store keeps. */
  static @Nullable Scalar of(JsonNode node) {
    if (node.isIntegralNumber()) {
      return node.canConvertToLong() ? canonical(Scalar.of(node.longValue())) : null;
    }
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      return null;
    }
    return canonical(Scalar.of(node.doubleValue()));
  }

  /** The same for equal numbers: a double without a fraction becomes a whole number. */
  static Scalar canonical(Scalar scalar) {
    if (scalar instanceof Scalar.Real real) {
      double value = real.value();
      if (value == Math.rint(value) && value >= -TWO_TO_63 && value < TWO_TO_63) {
        return Scalar.of((long) value);
      }
    }
    return scalar;
  }

  static int compare(long a, double b) {
    if (b >= TWO_TO_63) {
      return -1;
    }
    if (b < -TWO_TO_63) {
      return 1;
    }
    long floor = (long) Math.floor(b);
    int order = Long.compare(a, floor);
    return order != 0 ? order : (b > floor ? -1 : 0);
  }

  /** Compares two numbers, either kind. */
  static int compare(Scalar a, Scalar b) {
    if (a instanceof Scalar.Whole x) {
      return b instanceof Scalar.Whole y
          ? Long.compare(x.value(), y.value())
          : compare(x.value(), ((Scalar.Real) b).value());
    }
    double x = ((Scalar.Real) a).value();
    return b instanceof Scalar.Whole y
        ? -compare(y.value(), x)
        : Double.compare(x + 0.0, ((Scalar.Real) b).value() + 0.0); // -0.0 equals 0.0
  }
}
