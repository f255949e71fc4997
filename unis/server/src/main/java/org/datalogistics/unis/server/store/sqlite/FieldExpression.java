package org.datalogistics.unis.server.store.sqlite;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.datalogistics.unis.server.store.FieldPath;

/**
 * The SQL expression for the value at a path: NULL when missing or null, a number, a text, 1 or 0
 * for a boolean. Where an array is on the way or at the end it is a text that begins with {@code
 * [}, so that one range of one index holds all documents that need a closer look.
 *
 * <p>Indexes and queries must use the same text. Names go into it as they are and are therefore
 * limited to harmless characters; other paths have no expression and are judged in Java.
 */
final class FieldExpression {

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
    StringBuilder arrays = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      if (i > 0) {
        arrays
            .append(i == 1 ? "" : " OR ")
            .append("json_type(body,'")
            .append(steps)
            .append("')='array'");
      }
      steps.append(".\"").append(names.get(i)).append('"');
    }
    String extract = "json_extract(body,'" + steps + "')";
    String value =
        names.size() == 1 ? extract : "CASE WHEN " + arrays + " THEN '[' ELSE " + extract + " END";
    return Optional.of(new FieldExpression(value, "json_type(body,'" + steps + "')"));
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
    return "(" + value + ">='[' AND " + value + "<'\\')";
  }
}
