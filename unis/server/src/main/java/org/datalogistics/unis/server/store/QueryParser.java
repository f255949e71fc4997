package org.datalogistics.unis.server.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the query language of UNIS (UNIS spec 6).
 *
 * <p>Different parameters must all hold, and so must a repeated one. The reserved names {@code
 * fields limit skip sort inline unique cert} shape the answer; of these the last one given counts.
 * {@code sort} keys count in the order given, newest first ends ties. Any other text gives a {@link
 * QueryParseException}, never another exception.
 */
public final class QueryParser {

  private QuerySpec spec = QuerySpec.all();

  private QueryParser() {}

  /**
   * Reads the undecoded query part of a request target.
   *
   * @param raw the text behind the question mark, or null
   * @throws QueryParseException when it cannot be understood
   */
  public static QuerySpec parse(@Nullable String raw) {
    return parse(QueryString.parse(raw));
  }

  /**
   * Reads decoded parameters.
   *
   * @throws QueryParseException when they cannot be understood
   */
  public static QuerySpec parse(List<QueryParameter> parameters) {
    QueryParser parser = new QueryParser();
    List<Filter> conditions = new ArrayList<>();
    for (QueryParameter parameter : parameters) {
      if (!parser.modifier(parameter.name(), parameter.value())) {
        conditions.add(ExpressionParser.parse(parameter.name(), parameter.value()));
      }
    }
    return parser.spec.withFilter(Filter.and(conditions.toArray(new Filter[0])));
  }

  private boolean modifier(String name, String value) {
    switch (name) {
      case "fields" -> spec = spec.withProjection(projection(value));
      case "limit" -> spec = spec.withLimit(count(name, value));
      case "skip" -> spec = spec.withSkip(count(name, value));
      case "sort" -> spec = spec.withSort(sort(value));
      case "unique" -> spec = spec.withUnique(!value.toLowerCase(Locale.ROOT).equals("false"));
      case "inline" -> spec = spec.withInline(true);
      case "cert" -> {} // belongs to an authorisation that is not in use (UNIS spec 11)
      default -> {
        return false;
      }
    }
    return true;
  }

  private static Projection projection(String value) {
    boolean exclude = value.startsWith("neg=");
    List<FieldPath> paths = new ArrayList<>();
    for (String path : (exclude ? value.substring(4) : value).split(",", -1)) {
      if (!path.isEmpty()) {
        paths.add(ExpressionParser.path(path));
      }
    }
    return paths.isEmpty() ? Projection.ALL : new Projection(paths, exclude);
  }

  private static long count(String name, String value) {
    if (!value.matches("[0-9]{1,18}")) {
      throw new QueryParseException(
          name + " is '" + value + "', but must be a whole number, 0 or more");
    }
    return Long.parseLong(value);
  }

  private static List<SortKey> sort(String value) {
    List<SortKey> keys = new ArrayList<>();
    for (String key : value.split(",", -1)) {
      int colon = key.lastIndexOf(':');
      String direction = key.substring(colon + 1);
      if (colon < 0 || !(direction.equals("1") || direction.equals("-1"))) {
        throw new QueryParseException(
            "sort key '" + key + "' must be <field>:1 (ascending) or <field>:-1 (descending)");
      }
      if (keys.size() == SortKey.MAX_KEYS) {
        throw new QueryParseException("at most " + SortKey.MAX_KEYS + " sort keys are possible");
      }
      keys.add(new SortKey(ExpressionParser.path(key.substring(0, colon)), direction.equals("1")));
    }
    return keys;
  }
}
