package org.datalogistics.unis.server.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** For the engines: what a document must be to be kept, and its JSON text. */
public final class Documents {

  /** The field that tells a deleted document (UNIS spec 4.4). */
  public static final String STATUS = "$status";

  public static final String DELETED = "DELETED";

  /** How deep a document may nest; MongoDB's bound. */
  public static final int MAX_DEPTH = 100;

  /** The longest JSON text of a document, in characters; below MongoDB's bound of 16 MiB. */
  public static final int MAX_LENGTH = 15 << 20;

  /** The longest id, in characters. */
  public static final int MAX_ID_LENGTH = 512;

  private static final ObjectMapper JSON = new ObjectMapper();

  private Documents() {}

  /**
   * Returns the document as it shall be kept, usually the same object.
   *
   * @throws InvalidDocumentException when it has no usable id or ts, or cannot be kept exactly
   */
  public static ObjectNode prepare(ObjectNode document) {
    JsonNode id = document.get("id");
    if (id == null || !id.isTextual() || !isId(id.textValue())) {
      throw new InvalidDocumentException(
          "id is "
              + shortly(id)
              + "; it must be a string of 1 to "
              + MAX_ID_LENGTH
              + " characters without NUL");
    }
    checkTs(document.get("ts"));
    return prepareFields(document);
  }

  /**
   * Returns fields to merge into a document as they shall be kept.
   *
   * @throws InvalidDocumentException when they hold another id or what cannot be kept exactly
   */
  public static ObjectNode prepareMerge(String id, ObjectNode fields) {
    JsonNode other = fields.get("id");
    if (other != null && !(other.isTextual() && other.textValue().equals(id))) {
      throw new InvalidDocumentException(
          "the fields for '" + id + "' carry another id: " + shortly(other));
    }
    if (fields.has("ts")) {
      checkTs(fields.get("ts"));
    }
    return prepareFields(fields);
  }

  private static ObjectNode prepareFields(ObjectNode fields) {
    return DocumentCheck.needsPlainNames(fields) ? FieldNames.plain(fields) : fields;
  }

  private static boolean isId(String id) {
    return !id.isEmpty() && id.length() <= MAX_ID_LENGTH && id.indexOf('\0') < 0;
  }

  private static void checkTs(@Nullable JsonNode ts) {
    if (ts == null || !ts.isIntegralNumber() || !ts.canConvertToLong()) {
      throw new InvalidDocumentException(
          "ts is " + shortly(ts) + "; it must be a 64-bit integer, in microseconds");
    }
  }

  private static String shortly(@Nullable JsonNode node) {
    String text = String.valueOf(node);
    return node == null ? "missing" : text.length() > 80 ? text.substring(0, 80) + "..." : text;
  }

  public static String id(ObjectNode document) {
    return document.path("id").textValue();
  }

  public static long ts(ObjectNode document) {
    return document.path("ts").longValue();
  }

  public static boolean isDeleted(ObjectNode document) {
    JsonNode status = document.get(STATUS);
    return status != null && status.isTextual() && status.textValue().equals(DELETED);
  }

  /** Sets top-level fields: those that exist in their place, the others behind. */
  public static void merge(ObjectNode document, ObjectNode fields) {
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      document.set(field.getKey(), field.getValue());
    }
  }

  /**
   * The JSON text of a prepared document.
   *
   * @throws InvalidDocumentException when it is longer than {@link #MAX_LENGTH}
   */
  public static String print(ObjectNode document) {
    try {
      String text = JSON.writeValueAsString(document);
      if (text.length() > MAX_LENGTH) {
        throw new InvalidDocumentException(
            "the document has "
                + text.length()
                + " characters as JSON; at most "
                + MAX_LENGTH
                + " are possible");
      }
      return text;
    } catch (JsonProcessingException e) {
      throw new StoreException("cannot print a document as JSON", e);
    }
  }

  /** Reads back what {@link #print} made. */
  public static ObjectNode read(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new StoreException("a stored document is not JSON any more", e);
    }
  }
}
