package org.datalogistics.exnode.json;

import com.fasterxml.jackson.core.JsonToken;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.datalogistics.exnode.DocumentTimes;
import org.datalogistics.exnode.ExNodeFormatException;
import org.datalogistics.exnode.Metadata;
import org.datalogistics.exnode.TypedValue;
import org.datalogistics.exnode.TypedValue.JsonValue;
import org.jspecify.annotations.Nullable;

/** Reads values with the tolerance that the many writers call for (exNode spec 6.2). */
final class JsonScalars {

  private final JsonCursor cursor;

  JsonScalars(JsonCursor cursor) {
    this.cursor = cursor;
  }

  /** A text; null for JSON's null. */
  @Nullable String text(String name) throws ExNodeFormatException {
    if (cursor.isAt(JsonToken.VALUE_NULL)) {
      return null;
    }
    if (!cursor.isAt(JsonToken.VALUE_STRING)) {
      throw cursor.error(name + " must be a string");
    }
    return cursor.text();
  }

  /**
   * A whole number, written as such, as a string of digits, or with an empty fraction; null for
   * JSON's null.
   */
  @Nullable Long wholeNumber(String name) throws ExNodeFormatException {
    if (cursor.isAt(JsonToken.VALUE_NULL)) {
      return null;
    }
    OptionalLong number =
        cursor.token().isScalarValue() ? value().wholeNumber() : OptionalLong.empty();
    if (number.isEmpty()) {
      throw cursor.error(name + " must be a whole number that fits 64 bits");
    }
    return number.getAsLong();
  }

  /** A time in any of the known notations; null when it is unknown or cannot be understood. */
  @Nullable Instant time() throws ExNodeFormatException {
    if (cursor.isAt(JsonToken.VALUE_STRING)) {
      return DocumentTimes.ofText(cursor.text()).orElse(null);
    }
    TypedValue value = value();
    if (value instanceof TypedValue.DoubleValue number) {
      value = TypedValue.of((long) number.value());
    }
    OptionalLong number = value.wholeNumber();
    return number.isPresent() ? DocumentTimes.ofNumber(number.getAsLong()).orElse(null) : null;
  }

  /** The target of a link object, or a URL or id as a string; null when there is none. */
  @Nullable String link() throws ExNodeFormatException {
    TypedValue value = value();
    Metadata link =
        value instanceof TypedValue.MetaValue meta
            ? meta.entries()
            : Metadata.EMPTY.with(JsonNames.HREF, value);
    return link.string(JsonNames.HREF).orElse(null);
  }

  /** Any value. */
  TypedValue value() throws ExNodeFormatException {
    return switch (cursor.token()) {
      case VALUE_STRING -> TypedValue.of(cursor.text());
      case VALUE_NUMBER_INT -> integer(cursor.text());
      case VALUE_NUMBER_FLOAT -> real(cursor.text());
      case START_OBJECT -> TypedValue.of(object());
      default -> new JsonValue(cursor.rawText());
    };
  }

  private Metadata object() throws ExNodeFormatException {
    Map<String, TypedValue> entries = new TreeMap<>();
    cursor.properties(
        name -> {
          cursor.countEntry();
          entries.put(name, value());
        });
    return Metadata.of(entries);
  }

  private static TypedValue integer(String digits) {
    try {
      return TypedValue.of(Long.parseLong(digits));
    } catch (NumberFormatException e) {
      return new JsonValue(digits); // beyond 64 bits
    }
  }

  private static TypedValue real(String digits) {
    double value = Double.parseDouble(digits);
    return Double.isFinite(value) ? TypedValue.of(value) : new JsonValue(digits);
  }
}
