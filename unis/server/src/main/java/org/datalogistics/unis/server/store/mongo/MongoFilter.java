package org.datalogistics.unis.server.store.mongo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonRegularExpression;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.datalogistics.unis.server.store.FieldNames;
import org.datalogistics.unis.server.store.FieldPath;
import org.datalogistics.unis.server.store.Filter;
import org.datalogistics.unis.server.store.Scalar;
import org.datalogistics.unis.server.store.TextPattern;

/**
 * Translates a filter for MongoDB. Only conditions on id and ts come out exact; everything else may
 * select too much and is judged again, so that all engines agree to the letter.
 */
final class MongoFilter {

  private MongoFilter() {}

  static MongoCondition translate(Filter filter) {
    if (filter instanceof Filter.And and) {
      return MongoCondition.and(and.parts().stream().map(MongoFilter::translate).toList());
    }
    if (filter instanceof Filter.Or or) {
      return MongoCondition.or(or.parts().stream().map(MongoFilter::translate).toList());
    }
    if (filter instanceof Filter.Not not) {
      return not(not.part());
    }
    if (filter instanceof Filter.Equal equal) {
      return condition(equal.path(), "$eq", value(equal.value()));
    }
    if (filter instanceof Filter.In in) {
      return condition(
          in.path(), "$in", new BsonArray(in.values().stream().map(MongoFilter::value).toList()));
    }
    if (filter instanceof Filter.Compare compare) {
      return condition(compare.path(), operator(compare.order()), value(compare.value()));
    }
    if (filter instanceof Filter.Regex regex) {
      return regex(regex);
    }
    if (filter instanceof Filter.Exists exists) {
      return isOwn(exists.path())
          ? MongoCondition.always()
          : condition(exists.path(), "$exists", BsonBoolean.TRUE);
    }
    FieldPath path = ((Filter.Absent) filter).path();
    if (isOwn(path)) {
      return MongoCondition.never();
    }
    return absent(path);
  }

  /** Servers differ in what is absent where an array is on the way: any array is a candidate. */
  private static MongoCondition absent(FieldPath path) {
    List<MongoCondition> parts = new ArrayList<>();
    parts.add(condition(path, "$eq", BsonNull.VALUE));
    parts.add(condition(path, "$exists", BsonBoolean.FALSE));
    for (int i = 1; i < path.names().size(); i++) {
      String name = name(new FieldPath(path.names().subList(0, i)));
      parts.add(condition(name, "$size", new BsonInt32(0), false));
      parts.add(condition(name + ".0", "$exists", BsonBoolean.TRUE, false));
    }
    return path.names().stream().anyMatch(MongoFilter::isIndex)
        ? MongoCondition.anything()
        : MongoCondition.or(parts);
  }

  private static MongoCondition not(Filter part) {
    if (part instanceof Filter.Not inner) {
      return translate(inner.part());
    }
    if (part instanceof Filter.And and) {
      return MongoCondition.or(and.parts().stream().map(MongoFilter::not).toList());
    }
    if (part instanceof Filter.Or or) {
      return MongoCondition.and(or.parts().stream().map(MongoFilter::not).toList());
    }
    MongoCondition condition = translate(part);
    if (!condition.exact()) {
      return MongoCondition.anything();
    }
    return condition.filter().isEmpty()
        ? MongoCondition.never()
        : MongoCondition.exactly(
            new BsonDocument("$nor", new BsonArray(List.of(condition.filter()))));
  }

  /** The path as MongoDB's language has it. */
  static String name(FieldPath path) {
    return path.names().stream().map(FieldNames::escape).collect(Collectors.joining("."));
  }

  private static boolean isOwn(FieldPath path) {
    return path.is("id") || path.is("ts");
  }

  /** Servers differ in what a decimal name selects of an array: then every document is one. */
  private static MongoCondition condition(FieldPath path, String operator, BsonValue operand) {
    return path.names().stream().anyMatch(MongoFilter::isIndex)
        ? MongoCondition.anything()
        : condition(name(path), operator, operand, isOwn(path));
  }

  private static MongoCondition condition(
      String name, String operator, BsonValue operand, boolean exact) {
    return new MongoCondition(new BsonDocument(name, new BsonDocument(operator, operand)), exact);
  }

  private static boolean isIndex(String name) {
    return name.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static String operator(Filter.Order order) {
    return switch (order) {
      case LESS -> "$lt";
      case LESS_OR_EQUAL -> "$lte";
      case GREATER -> "$gt";
      case GREATER_OR_EQUAL -> "$gte";
    };
  }

  private static BsonValue value(Scalar scalar) {
    if (scalar instanceof Scalar.Text text) {
      return new BsonString(text.value());
    }
    if (scalar instanceof Scalar.Whole whole) {
      return new BsonInt64(whole.value());
    }
    if (scalar instanceof Scalar.Real real) {
      return new BsonDouble(real.value());
    }
    return BsonBoolean.valueOf(((Scalar.Bool) scalar).value());
  }

  /** The server tries what is plain text; other expressions it might read differently. */
  private static MongoCondition regex(Filter.Regex regex) {
    Optional<String> skeleton = regex.pattern().skeleton();
    if (skeleton.isEmpty() || regex.path().names().stream().anyMatch(MongoFilter::isIndex)) {
      return MongoCondition.roughly(condition(regex.path(), "$exists", BsonBoolean.TRUE).filter());
    }
    String expression = expression(skeleton.get(), regex.pattern().isWhole());
    return MongoCondition.roughly(
        new BsonDocument(name(regex.path()), new BsonRegularExpression(expression, "i")));
  }

  private static String expression(String skeleton, boolean whole) {
    String expression = skeleton.replace(TextPattern.ANY, '.');
    return whole ? "^" + expression + "$" : expression;
  }
}
