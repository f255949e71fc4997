package org.datalogistics.unis.server.store.sqlite;

import java.util.ArrayList;
import java.util.List;

/**
 * A condition in SQL that holds for at least the documents that match.
 *
 * @param sql never null-valued where {@code exact}
 * @param args one for each question mark
 * @param exact whether it holds for no others
 */
record SqlCondition(String sql, List<Object> args, boolean exact) {

  /** Always true, exactly so. */
  static final SqlCondition TRUE = new SqlCondition("1", List.of(), true);

  /** Never true. */
  static final SqlCondition FALSE = new SqlCondition("0", List.of(), true);

  /** Nothing is known. */
  static final SqlCondition ANYTHING = new SqlCondition("1", List.of(), false);

  SqlCondition {
    args = List.copyOf(args);
  }

  static SqlCondition exactly(String sql, Object... args) {
    return new SqlCondition(sql, List.of(args), true);
  }

  static SqlCondition roughly(String sql, Object... args) {
    return new SqlCondition(sql, List.of(args), false);
  }

  boolean isAnything() {
    return sql.equals("1");
  }

  static SqlCondition and(List<SqlCondition> parts) {
    boolean exact = parts.stream().allMatch(SqlCondition::exact);
    return join(parts.stream().filter(p -> !p.isAnything()).toList(), " AND ", TRUE, exact);
  }

  static SqlCondition or(List<SqlCondition> parts) {
    boolean exact = parts.stream().allMatch(SqlCondition::exact);
    if (parts.stream().anyMatch(SqlCondition::isAnything)) {
      return new SqlCondition("1", List.of(), exact);
    }
    return join(parts, " OR ", FALSE, exact);
  }

  private static SqlCondition join(
      List<SqlCondition> parts, String word, SqlCondition none, boolean exact) {
    List<Object> args = new ArrayList<>();
    parts.forEach(part -> args.addAll(part.args()));
    String sql = parts.isEmpty() ? none.sql() : balanced(parts, word);
    return new SqlCondition(sql, args, exact);
  }

  /** SQLite bounds the depth of an expression, so that a long chain must become a flat tree. */
  private static String balanced(List<SqlCondition> parts, String word) {
    if (parts.size() == 1) {
      return parts.get(0).sql();
    }
    int half = parts.size() / 2;
    return "("
        + balanced(parts.subList(0, half), word)
        + word
        + balanced(parts.subList(half, parts.size()), word)
        + ")";
  }
}
