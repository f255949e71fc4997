package org.datalogistics.unis;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a query asks of one field, in the words of the URL language (UNIS spec 6.1). */
public final class Condition {

  /** Signs that split a plain value into a list or an OR. */
  private static final Pattern SPLITS = Pattern.compile("[,|]");

  /** Beginnings that make a plain value an operator or a typed value. */
  private static final Pattern OPERATOR =
      Pattern.compile(
          "(?s)(?:(?:lt|lte|gt|gte|eq|not|reg|exists|null|recfind)=|(?:number|integer|boolean|string):).*");

  private static final Pattern REGEX_SIGN = Pattern.compile("[\\p{Punct}&&[^_]]");

  private final String expression;
  private final boolean openEnded;

  private Condition(String expression, boolean openEnded) {
    this.expression = expression;
    this.openEnded = openEnded;
  }

  /**
   * The field is exactly this text. Any text can be asked for, also one with the language's own
   * signs.
   */
  public static Condition equalTo(String value) {
    if (SPLITS.matcher(value).find() || OPERATOR.matcher(value).matches()) {
      return oneOfAsRegex(List.of(value));
    }
    return new Condition(value, false);
  }

  /** The field is exactly one of these texts. */
  public static Condition in(List<String> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException(
          "the list of values is empty: such a condition never holds");
    }
    boolean plain =
        values.stream()
            .noneMatch(
                v -> v.isEmpty() || SPLITS.matcher(v).find() || OPERATOR.matcher(v).matches());
    return plain ? new Condition(String.join(",", values), false) : oneOfAsRegex(values);
  }

  /** The field is this whole number. */
  public static Condition equalTo(long value) {
    return new Condition("integer:" + value, false);
  }

  /** The field is this truth value. */
  public static Condition equalTo(boolean value) {
    return new Condition("boolean:" + value, false);
  }

  /** The field is a number below this one. */
  public static Condition lessThan(Number value) {
    return new Condition("lt=" + decimal(value), false);
  }

  /** The field is a number not above this one. */
  public static Condition atMost(Number value) {
    return new Condition("lte=" + decimal(value), false);
  }

  /** The field is a number above this one. */
  public static Condition moreThan(Number value) {
    return new Condition("gt=" + decimal(value), false);
  }

  /** The field is a number not below this one. */
  public static Condition atLeast(Number value) {
    return new Condition("gte=" + decimal(value), false);
  }

  /** The field is missing or something else than this text, whatever the case of its letters. */
  public static Condition not(String value) {
    // The operand of not= is a whole-string regular expression; the signs of a list or an OR cannot
    // be escaped in it.
    if (SPLITS.matcher(value).find()) {
      throw new IllegalArgumentException(
          "the URL language cannot negate a text with ',' or '|': " + value);
    }
    return new Condition("not=" + literal(value), false);
  }

  /** The expression is found somewhere in the field, whatever the case of its letters. */
  public static Condition matches(String regularExpression) {
    return new Condition("reg=" + regularExpression, true);
  }

  /** The field is there and not null. */
  public static Condition exists() {
    return new Condition("exists=true", false);
  }

  /** The field is null or missing. */
  public static Condition isNull() {
    return new Condition("null=", false);
  }

  /** The right side of {@code field=...}, not yet percent-encoded. */
  String expression() {
    return expression;
  }

  /** Whether the expression swallows whatever follows it in the same value. */
  boolean openEnded() {
    return openEnded;
  }

  @Override
  public String toString() {
    return expression;
  }

  private static Condition oneOfAsRegex(List<String> values) {
    String alternatives = values.stream().map(Condition::literal).collect(Collectors.joining("|"));
    return new Condition("reg=^(?-i:" + alternatives + ")$", true);
  }

  private static String literal(String value) {
    return REGEX_SIGN.matcher(value).replaceAll("\\\\$0");
  }

  private static String decimal(Number value) {
    return new BigDecimal(value.toString()).toPlainString();
  }
}
