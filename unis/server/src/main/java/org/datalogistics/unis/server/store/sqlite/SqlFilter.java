package org.datalogistics.unis.server.store.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.datalogistics.unis.server.store.FieldPath;
import org.datalogistics.unis.server.store.Filter;
import org.datalogistics.unis.server.store.Scalar;

/**
 * Translates a filter to SQL. Only conditions on id and ts, which have columns of their own, come
 * out exact; everything else selects too much rather than too little and is judged again.
 */
final class SqlFilter {

  /** Beyond this the statement would cost more than looking at every document. */
  private static final int MAX_ARGS = 20_000;

  private static final int MAX_SQL = 900_000;

  private SqlFilter() {}

  static SqlCondition translate(Filter filter) {
    SqlCondition condition = condition(filter);
    boolean large = condition.args().size() > MAX_ARGS || condition.sql().length() > MAX_SQL;
    return large ? SqlCondition.ANYTHING : condition;
  }

  private static SqlCondition condition(Filter filter) {
    if (filter instanceof Filter.And and) {
      return SqlCondition.and(and.parts().stream().map(SqlFilter::condition).toList());
    }
    if (filter instanceof Filter.Or or) {
      return SqlCondition.or(or.parts().stream().map(SqlFilter::condition).toList());
    }
    if (filter instanceof Filter.Not not) {
      return not(not.part());
    }
    if (filter instanceof Filter.Equal equal) {
      return in(equal.path(), List.of(equal.value()));
    }
    if (filter instanceof Filter.In in) {
      return in(in.path(), in.values());
    }
    if (filter instanceof Filter.Compare compare) {
      return compare(compare);
    }
    if (filter instanceof Filter.Regex regex) {
      return regex(regex);
    }
    if (filter instanceof Filter.Exists exists) {
      return isColumn(exists.path())
          ? SqlCondition.TRUE
          : FieldExpression.of(exists.path())
              .map(
                  x ->
                      SqlCondition.roughly("(" + x.type() + " IS NOT NULL OR " + x.isArray() + ")"))
              .orElse(SqlCondition.ANYTHING);
    }
    FieldPath path = ((Filter.Absent) filter).path();
    return isColumn(path)
        ? SqlCondition.FALSE
        : FieldExpression.of(path)
            .map(x -> anyOf(x.value(), List.of(FieldExpression.NULL, FieldExpression.ARRAY), false))
            .orElse(SqlCondition.ANYTHING);
  }

  private static SqlCondition not(Filter part) {
    if (part instanceof Filter.Not inner) {
      return condition(inner.part());
    }
    if (part instanceof Filter.And and) {
      return SqlCondition.or(and.parts().stream().map(SqlFilter::not).toList());
    }
    if (part instanceof Filter.Or or) {
      return SqlCondition.and(or.parts().stream().map(SqlFilter::not).toList());
    }
    SqlCondition condition = condition(part);
    return condition.exact()
        ? new SqlCondition("NOT (" + condition.sql() + ")", condition.args(), true)
        : SqlCondition.ANYTHING;
  }

  private static boolean isColumn(FieldPath path) {
    return path.is("id") || path.is("ts");
  }

  private static SqlCondition in(FieldPath path, List<Scalar> values) {
    if (isColumn(path)) {
      return columnIn(path.first(), values);
    }
    Optional<FieldExpression> x = FieldExpression.of(path);
    if (x.isEmpty() || values.stream().anyMatch(SqlFilter::hasNul)) {
      return SqlCondition.ANYTHING;
    }
    String value = x.get().value();
    List<SqlCondition> parts = new ArrayList<>();
    List<Object> texts = new ArrayList<>();
    for (Scalar scalar : values) {
      if (scalar instanceof Scalar.Text text) {
        texts.add(text.value());
      } else if (scalar instanceof Scalar.Bool bool) {
        parts.add(SqlCondition.roughly(value + "=" + (bool.value() ? 1 : 0)));
      } else {
        double d = asDouble(scalar);
        parts.add(SqlCondition.roughly(value + " BETWEEN ? AND ?", below(d), above(d)));
      }
    }
    texts.add(FieldExpression.ARRAY); // in one list, which one walk of an index serves
    parts.add(anyOf(value, texts, false));
    return SqlCondition.or(parts);
  }

  private static SqlCondition columnIn(String column, List<Scalar> values) {
    boolean text = column.equals("id");
    List<Object> args = new ArrayList<>();
    for (Scalar value : values) {
      if (value instanceof Scalar.Text id && text && !hasNul(value)) {
        args.add(id.value());
      } else if (value instanceof Scalar.Whole whole && !text) {
        args.add(whole.value());
      } else if (value instanceof Scalar.Real real && !text) {
        args.add(real.value());
      } // no other value can equal this column's
    }
    return args.isEmpty() ? SqlCondition.FALSE : anyOf(column, args, true);
  }

  private static SqlCondition anyOf(String expression, List<Object> values, boolean exact) {
    String sql =
        values.size() == 1
            ? expression + "=?"
            : expression + " IN (?" + ",?".repeat(values.size() - 1) + ")";
    return new SqlCondition(sql, values, exact);
  }

  private static SqlCondition compare(Filter.Compare compare) {
    Scalar operand = compare.value();
    boolean less =
        compare.order() == Filter.Order.LESS || compare.order() == Filter.Order.LESS_OR_EQUAL;
    if (isColumn(compare.path())) {
      return columnCompare(compare);
    }
    Optional<FieldExpression> x = FieldExpression.of(compare.path());
    if (x.isEmpty() || hasNul(operand)) {
      return SqlCondition.ANYTHING;
    }
    String value = x.get().value();
    SqlCondition range;
    if (operand instanceof Scalar.Text text) {
      range = SqlCondition.roughly(value + (less ? "<=?" : ">=?"), text.value());
    } else if (operand instanceof Scalar.Bool) {
      range = SqlCondition.roughly(value + " IN (0,1)");
    } else {
      double d = asDouble(operand);
      range =
          less
              ? SqlCondition.roughly(value + "<=?", above(d))
              : SqlCondition.roughly("(" + value + ">=? AND " + value + "<'')", below(d));
    }
    return SqlCondition.or(List.of(range, SqlCondition.roughly(x.get().isArray())));
  }

  private static SqlCondition columnCompare(Filter.Compare compare) {
    String column = compare.path().first();
    String sql =
        column
            + switch (compare.order()) {
              case LESS -> "<?";
              case LESS_OR_EQUAL -> "<=?";
              case GREATER -> ">?";
              case GREATER_OR_EQUAL -> ">=?";
            };
    Scalar operand = compare.value();
    if (column.equals("id")) {
      if (!(operand instanceof Scalar.Text text)) {
        return SqlCondition.FALSE;
      }
      return hasNul(text) ? SqlCondition.ANYTHING : SqlCondition.exactly(sql, text.value());
    }
    if (operand instanceof Scalar.Whole whole) {
      return SqlCondition.exactly(sql, whole.value());
    }
    return operand instanceof Scalar.Real real
        ? SqlCondition.exactly(sql, real.value())
        : SqlCondition.FALSE;
  }

  private static SqlCondition regex(Filter.Regex regex) {
    if (regex.path().is("ts")) {
      return SqlCondition.FALSE;
    }
    Optional<String> like = LikePattern.of(regex.pattern());
    if (regex.path().is("id")) {
      return like.map(l -> SqlCondition.roughly("id LIKE ? ESCAPE '\\'", l))
          .orElse(SqlCondition.ANYTHING);
    }
    Optional<FieldExpression> x = FieldExpression.of(regex.path());
    if (x.isEmpty()) {
      return SqlCondition.ANYTHING;
    }
    String isText = x.get().type() + "='text'";
    String isArray = x.get().isArray();
    if (like.isEmpty()) {
      return SqlCondition.roughly("(" + isText + " OR " + isArray + ")");
    }
    // LIKE stops at a NUL, which the JSON text holds as an escape.
    String hasNul = "(" + isText + " AND instr(body,'\\u0000'))";
    String isLike = x.get().value() + " LIKE ? ESCAPE '\\'";
    return SqlCondition.roughly(
        "(" + isLike + " OR " + isArray + " OR " + hasNul + ")", like.get());
  }

  private static boolean hasNul(Scalar scalar) {
    return scalar instanceof Scalar.Text text && text.value().indexOf('\0') >= 0;
  }

  private static double asDouble(Scalar number) {
    return number instanceof Scalar.Whole whole
        ? (double) whole.value()
        : ((Scalar.Real) number).value();
  }

  // SQLite reads the decimal text of a double by itself; it may come out a unit beside.

  private static double below(double d) {
    return Math.nextDown(Math.nextDown(d));
  }

  private static double above(double d) {
    return Math.nextUp(Math.nextUp(d));
  }
}
