package org.datalogistics.unis.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a document sorts by, as bytes that compare unsigned, left to right.
 *
 * <p>MongoDB's order: empty array, then null and missing, numbers by value, strings by code point,
 * objects, arrays, false, true. Of several values at the path the least counts when ascending, the
 * greatest when descending. Objects are all alike.
 */
public final class SortValue {

  private static final byte EMPTY_ARRAY = 1;
  private static final byte NULL = 2;
  private static final byte NUMBER = 3;
  private static final byte TEXT = 4;
  private static final byte OBJECT = 5;
  private static final byte ARRAY = 6;
  private static final byte BOOLEAN = 7;

  private byte[] extreme = {};
  private final boolean least;

  private SortValue(boolean least) {
    this.least = least;
  }

  /** The value of this document for this key. */
  public static byte[] of(JsonNode document, SortKey key) {
    SortValue value = new SortValue(key.ascending());
    PathWalk.any(
        document,
        key.path(),
        node -> {
          value.consider(node);
          return false;
        });
    return value.extreme.length == 0 ? new byte[] {NULL} : value.extreme;
  }

  private void consider(JsonNode node) {
    if (node.isArray() && !node.isEmpty()) {
      return; // its elements are shown next
    }
    byte[] candidate = encode(node);
    int order = Arrays.compareUnsigned(candidate, extreme);
    if (extreme.length == 0 || (least ? order < 0 : order > 0)) {
      extreme = candidate;
    }
  }

  private static byte[] encode(JsonNode node) {
    if (node.isTextual()) {
      byte[] utf8 = node.textValue().getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.allocate(1 + utf8.length).put(TEXT).put(utf8).array();
    }
    if (node.isNumber()) {
      return number(node);
    }
    if (node.isBoolean()) {
      return new byte[] {BOOLEAN, (byte) (node.booleanValue() ? 1 : 0)};
    }
    if (node.isArray()) {
      return new byte[] {node.isEmpty() ? EMPTY_ARRAY : ARRAY};
    }
    return new byte[] {node.isObject() ? OBJECT : NULL};
  }

  /** The nearest double, then what a whole number differs from it. */
  private static byte[] number(JsonNode node) {
    double nearest = node.doubleValue() + 0.0; // -0.0 becomes 0.0
    long rest = node.isIntegralNumber() ? rest(node.longValue(), nearest) : 0;
    long bits = Double.doubleToLongBits(nearest);
    long ordered = bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
    return ByteBuffer.allocate(17)
        .put(NUMBER)
        .putLong(ordered)
        .putLong(rest ^ Long.MIN_VALUE)
        .array();
  }

  private static long rest(long exact, double nearest) {
    return nearest >= 0x1p63 ? exact - Long.MAX_VALUE - 1 : exact - (long) nearest;
  }
}
