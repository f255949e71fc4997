package org.datalogistics.unis.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Names of fields as MongoDB keeps them (UNIS spec 4.5): {@code $DOT$} for a dot, backslash and
 * dollar for a dollar at the beginning. Clients that read an older server send names in that form
 * back, so it is undone on the way in as on the way out.
 */
public final class FieldNames {

  private static final String DOT = "$DOT$";

  private FieldNames() {}

  /** Whether nothing in the name would be read as an escape. */
  static boolean isPlain(String name) {
    return !name.startsWith("\\$") && !name.contains(DOT);
  }

  /** The name as it is kept in MongoDB. */
  public static String escape(String name) {
    String dotless = name.indexOf('.') < 0 ? name : name.replace(".", DOT);
    return dotless.startsWith("$") ? "\\" + dotless : dotless;
  }

  /** The name as clients see it. */
  public static String unescape(String name) {
    String dollar = name.startsWith("\\$") ? name.substring(1) : name;
    return dollar.contains(DOT) ? dollar.replace(DOT, ".") : dollar;
  }

  /**
   * The object with all escapes in names undone.
   *
   * @throws InvalidDocumentException when two names become the same, or one remains escaped
   */
  static ObjectNode plain(ObjectNode object) {
    return (ObjectNode) rename(object);
  }

  private static String toPlain(String name) {
    String plain = unescape(name);
    if (!isPlain(plain)) {
      throw new InvalidDocumentException("the field name '" + name + "' is escaped twice");
    }
    return plain;
  }

  private static JsonNode rename(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode result = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        String name = toPlain(field.getKey());
        if (result.replace(name, rename(field.getValue())) != null) {
          throw new InvalidDocumentException("the field '" + name + "' occurs twice");
        }
      }
      return result;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode result = JsonNodeFactory.instance.arrayNode(array.size());
      array.forEach(element -> result.add(rename(element)));
      return result;
    }
    return node;
  }
}
