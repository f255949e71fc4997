package org.datalogistics.unis.server.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.datalogistics.unis.server.store.Filter.Order;

/** Reads one condition of a query: a field and an expression (UNIS spec 6.1). */
final class ExpressionParser {

  private static final Set<String> NUMERIC = Set.of("ts", "ttl");
  private static final int MAX_ALTERNATIVES = 10_000;

  private ExpressionParser() {}

  /** Reads {@code value}, whose first alternative belongs to {@code name}. */
  static Filter parse(String name, String value) {
    List<Filter> alternatives = new ArrayList<>();
    String key = name;
    String rest = value;
    while (true) {
      // A regular expression takes everything, its commas and bars included.
      int bar = rest.startsWith("reg=") ? -1 : rest.indexOf('|');
      alternatives.add(single(key, bar < 0 ? rest : rest.substring(0, bar)));
      if (bar < 0) {
        return alternatives.size() == 1 ? alternatives.get(0) : new Filter.Or(alternatives);
      }
      rest = rest.substring(bar + 1);
      int equals = rest.indexOf('=');
      int next = rest.indexOf('|');
      if (equals < 0 || (next >= 0 && next < equals)) {
        throw new QueryParseException(
            "'" + rest + "' after '|' in the value of '" + name + "' must be <field>=<expression>");
      }
      if (alternatives.size() == MAX_ALTERNATIVES) {
        throw new QueryParseException("more than " + MAX_ALTERNATIVES + " alternatives");
      }
      key = rest.substring(0, equals);
      rest = rest.substring(equals + 1);
    }
  }

  static FieldPath path(String dotted) {
    try {
      return FieldPath.parse(dotted);
    } catch (IllegalArgumentException e) {
      throw new QueryParseException(String.valueOf(e.getMessage()));
    }
  }

  private static Filter single(String key, String expression) {
    if (key.equals("recfind")) {
      throw new QueryParseException("recfind is not supported; use /getFolder");
    }
    FieldPath path = path(key);
    int equals = expression.indexOf('=');
    String operand = expression.substring(equals + 1);
    return switch (equals < 0 ? "" : expression.substring(0, equals)) {
      case "lt" -> new Filter.Compare(path, Order.LESS, number(key, operand));
      case "lte" -> new Filter.Compare(path, Order.LESS_OR_EQUAL, number(key, operand));
      case "gt" -> new Filter.Compare(path, Order.GREATER, number(key, operand));
      case "gte" -> new Filter.Compare(path, Order.GREATER_OR_EQUAL, number(key, operand));
      case "eq" -> new Filter.Equal(path, number(key, operand));
      case "not" -> new Filter.Not(new Filter.Regex(path, TextPattern.whole(operand, true)));
      case "reg" -> new Filter.Regex(path, TextPattern.search(operand, true));
      case "exists" -> bool(key, operand) ? new Filter.Exists(path) : new Filter.Absent(path);
      case "null" -> absent(key, path, operand);
      default -> list(key, path, expression);
    };
  }

  private static Filter absent(String key, FieldPath path, String operand) {
    if (!operand.isEmpty()) {
      throw new QueryParseException(
          "'null=" + operand + "' for '" + key + "': nothing may follow null=");
    }
    return new Filter.Absent(path);
  }

  private static Filter list(String key, FieldPath path, String expression) {
    List<Scalar> values = new ArrayList<>();
    for (String value : expression.split(",", -1)) {
      values.add(value(key, value));
    }
    return values.size() == 1 ? new Filter.Equal(path, values.get(0)) : new Filter.In(path, values);
  }

  private static Scalar value(String key, String text) {
    int colon = text.indexOf(':');
    String operand = text.substring(colon + 1);
    return switch (colon < 0 ? "" : text.substring(0, colon)) {
      case "number" -> number(key, operand);
      case "integer" -> integer(key, operand);
      case "boolean" -> Scalar.of(bool(key, operand));
      case "string" -> Scalar.of(operand);
      default -> NUMERIC.contains(key) ? number(key, text) : Scalar.of(text);
    };
  }

  private static Scalar integer(String key, String text) {
    if (!(number(key, text) instanceof Scalar.Whole whole)) {
      throw new QueryParseException(
          "'" + text + "' for '" + key + "' is not a 64-bit whole number");
    }
    return whole;
  }

  private static Scalar number(String key, String text) {
    Scalar number = Numbers.parse(text);
    if (number == null) {
      throw new QueryParseException("'" + text + "' for '" + key + "' is not a number");
    }
    return number;
  }

  private static boolean bool(String key, String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default ->
          throw new QueryParseException(
              "'" + text + "' for '" + key + "' must be true, false, 1 or 0");
    };
  }
}
