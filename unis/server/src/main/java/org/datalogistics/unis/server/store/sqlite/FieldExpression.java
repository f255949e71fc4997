package org.datalogistics.unis.server.store.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.datalogistics.unis.server.store.FieldPath;

/**
 * The SQL expression for the value at a path: a number, a text, 1 or 0 for a boolean. Where there
 * is nothing it is {@value #NULL}, where an array is on the way or at the end {@value #ARRAY}: so a
 * list of values in one walk of an index leads to all documents that need a closer look.
 *
 * <p>Indexes and queries must use the same text. Names go into it as they are and are therefore
 * limited to harmless characters; other paths have no expression and are judged in Java.
 */
final class FieldExpression {

  /** Stands for null and for nothing at all; a text may be the same. */
  static final String NULL = "null";

  /** Stands for any array; a text that happens to be the same gets a closer look, too. */
  static final String ARRAY = "[";

  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_$:@ .-]{1,100}");
  private static final int MAX_NAMES = 8;

  private final String value;
  private final String type;

  private FieldExpression(String value, String type) {
    this.value = value;
    this.type = type;
  }

  static Optional<FieldExpression> of(FieldPath path) {
    List<String> names = path.names();
    if (names.size() > MAX_NAMES || !names.stream().allMatch(n -> HARMLESS.matcher(n).matches())) {
      return Optional.empty();
    }
    StringBuilder steps = new StringBuilder("$");
    List<String> arrays = new ArrayList<>();
    for (String name : names) {
      steps.append(".\"").append(name).append('"');
      arrays.add("json_type(body,'" + steps + "')='array'");
    }
    String type = "json_type(body,'" + steps + "')";
    String value =
        "CASE WHEN "
            + String.join(" OR ", arrays)
            + " THEN '[' WHEN "
            + type
            + "='object' THEN '{' ELSE ifnull(json_extract(body,'"
            + steps
            + "'),'null') END";
    return Optional.of(new FieldExpression(value, type));
  }

  /** The value, as indexes hold it. */
  String value() {
    return value;
  }

  /** The JSON type at the path, NULL when missing. */
  String type() {
    return type;
  }

  /** Holds when an array is involved. */
  String isArray() {
    return value + "='" + ARRAY + "'";
  }
}
