package org.datalogistics.exnode.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import org.datalogistics.exnode.ExNodeFormatException;
import org.datalogistics.exnode.ParseLimits;

/**
 * Walks over the tokens of an untrusted document with bounded depth; every failure is an {@link
 * ExNodeFormatException}.
 */
final class JsonCursor implements AutoCloseable {

  /**
   * Is called with the cursor on the first token of a property's value, and must leave it on the
   * last.
   */
  @FunctionalInterface
  interface PropertyHandler {
    void property(String name) throws ExNodeFormatException;
  }

  /**
   * Is called with the cursor on the first token of an array's element, and must leave it on the
   * last.
   */
  @FunctionalInterface
  interface ElementHandler {
    void element() throws ExNodeFormatException;
  }

  /** A step of the parser. */
  @FunctionalInterface
  private interface Step<T> {
    T run() throws IOException;
  }

  private final JsonParser parser;
  private final JsonFactory factory;
  private final int maxEntries;
  private int entries;

  JsonCursor(byte[] document, ParseLimits limits) throws ExNodeFormatException {
    maxEntries = limits.maxEntries();
    factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.maxDepth())
                    .maxStringLength(limits.maxBytes())
                    .build())
            .build();
    try {
      parser = factory.createParser(document, 0, lengthWithoutPadding(document));
    } catch (IOException e) {
      throw new ExNodeFormatException("", "not JSON: " + e.getMessage(), e);
    }
  }

  /** C tools end the document with a NUL, which JSON does not know (exNode spec 5.6). */
  private static int lengthWithoutPadding(byte[] document) {
    int length = document.length;
    while (length > 0 && document[length - 1] >= 0 && document[length - 1] <= ' ') {
      length--;
    }
    return length;
  }

  /** Goes to the next token; null behind the last. */
  @SuppressWarnings(
      "NullAway") // null is the parser's word for the end, compared with a token by all callers
  JsonToken next() throws ExNodeFormatException {
    return step(parser::nextToken);
  }

  /** The token at hand. */
  JsonToken token() {
    return parser.currentToken();
  }

  boolean isAt(JsonToken token) {
    return parser.hasToken(token);
  }

  /** The text of the string or number at hand. */
  String text() throws ExNodeFormatException {
    return step(parser::getText);
  }

  /** Calls the handler for each property of the object at hand and goes to the object's end. */
  void properties(PropertyHandler handler) throws ExNodeFormatException {
    while (next() == JsonToken.FIELD_NAME) {
      String name = step(parser::currentName);
      next();
      handler.property(name);
    }
  }

  /** Calls the handler for each element of the array at hand and goes to the array's end. */
  void elements(ElementHandler handler) throws ExNodeFormatException {
    while (next() != JsonToken.END_ARRAY) {
      handler.element();
    }
  }

  /** Goes to the last token of the value at hand. */
  void skip() throws ExNodeFormatException {
    step(parser::skipChildren);
  }

  /** The value at hand as JSON text; goes to its last token. */
  String rawText() throws ExNodeFormatException {
    return step(
        () -> {
          Writer text = new StringWriter();
          try (var generator = factory.createGenerator(text)) {
            generator.copyCurrentStructureExact(parser);
          }
          return text.toString();
        });
  }

  /** Counts one entry that will be kept. */
  void countEntry() throws ExNodeFormatException {
    if (++entries > maxEntries) {
      throw error("the document has more than " + maxEntries + " metadata entries");
    }
  }

  private <T> T step(Step<T> step) throws ExNodeFormatException {
    try {
      return step.run();
    } catch (JsonProcessingException e) {
      throw new ExNodeFormatException(
          place(e.getLocation()), "not well-formed JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw error("not well-formed JSON: " + e.getMessage());
    }
  }

  /** A complaint about the value at hand. */
  ExNodeFormatException error(String reason) {
    return new ExNodeFormatException(place(parser.currentTokenLocation()), reason);
  }

  private String place(JsonLocation location) {
    String pointer = parser.getParsingContext().pathAsPointer().toString();
    String position =
        location == null
            ? ""
            : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    return pointer.isEmpty() ? position : pointer + " (" + position + ")";
  }

  @Override
  public void close() throws ExNodeFormatException {
    step(
        () -> {
          parser.close();
          return parser;
        });
  }
}
