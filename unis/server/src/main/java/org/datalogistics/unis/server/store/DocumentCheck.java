package org.datalogistics.unis.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Looks through a document for what no engine could keep exactly. */
final class DocumentCheck {

  private boolean plain = true;

  private DocumentCheck() {}

  /**
   * Whether names have to be made plain first.
   *
   * @throws InvalidDocumentException when the document cannot be kept
   */
  static boolean needsPlainNames(JsonNode document) {
    DocumentCheck check = new DocumentCheck();
    check.visit(document, 1);
    return !check.plain;
  }

  private void visit(JsonNode node, int depth) {
    if (depth > Documents.MAX_DEPTH) {
      throw new InvalidDocumentException(
          "the document nests deeper than " + Documents.MAX_DEPTH + " levels");
    }
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        name(field.getKey());
        visit(field.getValue(), depth + 1);
      }
    } else if (node.isArray()) {
      for (JsonNode element : node) {
        visit(element, depth + 1);
      }
    } else if (node.isTextual()) {
      unicode(node.textValue());
    } else if (node.isNumber()) {
      number(node);
    } else if (!node.isBoolean() && !node.isNull()) {
      throw new InvalidDocumentException("the document holds a " + node.getNodeType());
    }
  }

  private void name(String name) {
    unicode(name);
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw new InvalidDocumentException("a field has an empty name, or one with NUL");
    }
    plain &= FieldNames.isPlain(name);
  }

  private static void number(JsonNode node) {
    if (node.isBigInteger() || node.isBigDecimal() || Numbers.of(node) == null) {
      throw new InvalidDocumentException(
          "the number " + node + " is neither a 64-bit integer nor a finite double");
    }
  }

  private static void unicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new InvalidDocumentException("a text holds half a surrogate pair: not Unicode");
      }
    }
  }
}
