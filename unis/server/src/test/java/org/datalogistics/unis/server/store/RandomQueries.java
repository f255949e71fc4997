package org.datalogistics.unis.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.datalogistics.testkit.SeededRandom;

/** Random documents and filters over so few names and values that they often meet. */
public final class RandomQueries {

  private static final List<String> NAMES = List.of("a", "b", "$c", "d.e", "0", "1", "f \u00e9");
  private static final List<String> TEXTS =
      List.of(
          "",
          "foo",
          "FOO",
          "Foo bar",
          "kiss",
          "\u212aiss",
          "ki\u017fs",
          "k\u0131ss",
          "[",
          "{",
          "[\"foo\"]",
          "5",
          "true",
          "null",
          "a_b",
          "a%b",
          "\u00e4\u20ac",
          "x\u0000foo",
          "back\\slash",
          "a.b",
          "\n");
  private static final List<Long> WHOLES =
      List.of(0L, 1L, -1L, 2L, 5L, 1L << 53, (1L << 53) + 1, 1L << 62, -1L << 62);
  private static final List<Double> REALS =
      List.of(
          0.0,
          -0.0,
          1.0,
          1.5,
          5.0,
          0.1,
          0x1p53,
          4.9e-324,
          1e300,
          -1e19,
          9.3e18,
          1e-7,
          Math.nextDown(5.0),
          123456.789e3);
  private static final List<String> EXPRESSIONS =
      List.of(
          "foo",
          "^foo$",
          "ki.s",
          "o+",
          "^$",
          "[a-f]",
          "a_b",
          "a%b",
          "\\\\",
          "K",
          "i",
          "s",
          ".",
          "(foo|bar)",
          "\u00c4",
          "5",
          "b a");

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final SeededRandom random;
  private final List<Long> wholes;

  /**
   * Values from this source.
   *
   * @param extremes whether whole numbers reach to the ends of their range
   */
  public RandomQueries(SeededRandom random, boolean extremes) {
    this.random = random;
    this.wholes = new ArrayList<>(WHOLES);
    if (extremes) {
      wholes.addAll(List.of(Long.MAX_VALUE, Long.MIN_VALUE));
    }
  }

  public ObjectNode document(String id, long ts) {
    ObjectNode document = NODES.objectNode().put("id", id).put("ts", ts);
    fill(document, 3);
    return document;
  }

  private void fill(ObjectNode object, int depth) {
    for (int i = random.between(0, 4); i > 0; i--) {
      object.set(random.pick(NAMES), value(depth - 1));
    }
  }

  private JsonNode value(int depth) {
    int kind = random.between(0, depth > 0 ? 9 : 5);
    if (kind == 6 || kind == 7) {
      ArrayNode array = NODES.arrayNode();
      for (int i = random.between(0, 3); i > 0; i--) {
        array.add(value(depth - 1));
      }
      return array;
    }
    if (kind > 7) {
      ObjectNode object = NODES.objectNode();
      fill(object, depth);
      return object;
    }
    return switch (kind) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.numberNode(random.pick(wholes));
      case 3 -> NODES.numberNode(random.pick(REALS));
      default -> NODES.textNode(random.pick(TEXTS));
    };
  }

  public FieldPath path() {
    if (random.chance(0.15)) {
      return FieldPath.parse(random.pick("id", "ts"));
    }
    return new FieldPath(
        IntStream.range(0, random.between(1, 3)).mapToObj(i -> random.pick(NAMES)).toList());
  }

  private Scalar scalar() {
    return switch (random.between(0, 5)) {
      case 0 -> Scalar.of(random.nextBoolean());
      case 1 -> Scalar.of(random.pick(wholes));
      case 2 -> Scalar.of(random.pick(REALS));
      case 3 -> Scalar.of("n" + random.between(0, 9));
      default -> Scalar.of(random.pick(TEXTS));
    };
  }

  public Filter filter(int depth) {
    int kind = random.between(0, depth > 0 ? 10 : 6);
    return switch (kind) {
      case 0, 1 -> new Filter.Equal(path(), scalar());
      case 2 -> new Filter.In(path(), List.of(scalar(), scalar(), scalar()));
      case 3 -> new Filter.Compare(path(), random.pick(Filter.Order.values()), scalar());
      case 4 -> new Filter.Regex(path(), pattern());
      case 5 -> new Filter.Exists(path());
      case 6 -> new Filter.Absent(path());
      case 7, 8 -> new Filter.Not(filter(depth - 1));
      case 9 -> new Filter.And(filters(depth - 1));
      default -> new Filter.Or(filters(depth - 1));
    };
  }

  private List<Filter> filters(int depth) {
    List<Filter> filters = new ArrayList<>();
    for (int i = random.between(0, 3); i > 0; i--) {
      filters.add(filter(depth));
    }
    return filters;
  }

  private TextPattern pattern() {
    String expression = random.pick(EXPRESSIONS);
    boolean ignoreCase = random.nextBoolean();
    return random.nextBoolean()
        ? TextPattern.search(expression, ignoreCase)
        : TextPattern.whole(expression, ignoreCase);
  }
}
