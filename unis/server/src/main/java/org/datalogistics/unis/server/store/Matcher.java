package org.datalogistics.unis.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Decides whether a document matches a filter: the judge of what a query means. Thread-safe. */
public final class Matcher {

  private final Predicate<JsonNode> predicate;

  public Matcher(Filter filter) {
    this.predicate = compile(filter);
  }

  public boolean matches(JsonNode document) {
    return predicate.test(document);
  }

  private static Predicate<JsonNode> compile(Filter filter) {
    if (filter instanceof Filter.And and) {
      List<Predicate<JsonNode>> parts = and.parts().stream().map(Matcher::compile).toList();
      return document -> parts.stream().allMatch(part -> part.test(document));
    }
    if (filter instanceof Filter.Or or) {
      List<Predicate<JsonNode>> parts = or.parts().stream().map(Matcher::compile).toList();
      return document -> parts.stream().anyMatch(part -> part.test(document));
    }
    if (filter instanceof Filter.Not not) {
      return compile(not.part()).negate();
    }
    if (filter instanceof Filter.Equal equal) {
      return in(equal.path(), List.of(equal.value()));
    }
    if (filter instanceof Filter.In in) {
      return in(in.path(), in.values());
    }
    if (filter instanceof Filter.Compare compare) {
      return document ->
          PathWalk.any(document, compare.path(), value -> holds(compare, scalar(value)));
    }
    if (filter instanceof Filter.Regex regex) {
      return document ->
          PathWalk.any(
              document,
              regex.path(),
              value -> value.isTextual() && regex.pattern().matches(value.textValue()));
    }
    if (filter instanceof Filter.Exists exists) {
      return document -> PathWalk.any(document, exists.path(), v -> !v.isMissingNode());
    }
    FieldPath path = ((Filter.Absent) filter).path();
    return document ->
        PathWalk.any(document, path, v -> v.isMissingNode() || v.isNull())
            || !PathWalk.any(document, path, v -> !v.isMissingNode());
  }

  private static Predicate<JsonNode> in(FieldPath path, List<Scalar> values) {
    Set<Scalar> wanted = new HashSet<>();
    values.forEach(value -> wanted.add(Numbers.canonical(value)));
    return document ->
        PathWalk.any(
            document,
            path,
            value -> {
              Scalar scalar = scalar(value);
              return scalar != null && wanted.contains(scalar);
            });
  }

  /** The value of a node in canonical form, or null when it is none to compare with. */
  private static @Nullable Scalar scalar(JsonNode node) {
    if (node.isTextual()) {
      return Scalar.of(node.textValue());
    }
    if (node.isBoolean()) {
      return Scalar.of(node.booleanValue());
    }
    return node.isNumber() ? Numbers.of(node) : null;
  }

  private static boolean holds(Filter.Compare compare, @Nullable Scalar actual) {
    if (actual == null) {
      return false;
    }
    int order;
    Scalar operand = compare.value();
    if (actual instanceof Scalar.Text a) {
      if (!(operand instanceof Scalar.Text b)) {
        return false;
      }
      order = CodePoints.compare(a.value(), b.value());
    } else if (actual instanceof Scalar.Bool a) {
      if (!(operand instanceof Scalar.Bool b)) {
        return false;
      }
      order = Boolean.compare(a.value(), b.value());
    } else {
      if (operand instanceof Scalar.Text || operand instanceof Scalar.Bool) {
        return false;
      }
      order = Numbers.compare(actual, operand);
    }
    return switch (compare.order()) {
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
    };
  }
}
