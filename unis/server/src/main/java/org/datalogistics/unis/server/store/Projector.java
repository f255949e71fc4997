package org.datalogistics.unis.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/** Cuts documents to a projection; arrays are transparent, the order of keys stays. */
final class Projector {

  /** The paths as a tree; a node without children stands for everything below it. */
  private record Branch(Map<String, Branch> children) {
    Branch() {
      this(new HashMap<>());
    }

    boolean isLeaf() {
      return children.isEmpty();
    }
  }

  private Projector() {}

  static ObjectNode project(Projection projection, ObjectNode document) {
    Branch root = new Branch();
    for (FieldPath path : projection.paths()) {
      add(root, path, 0);
    }
    if (root.isLeaf()) {
      return JsonNodeFactory.instance.objectNode(); // include, but nothing
    }
    return projection.exclude() ? without(document, root) : only(document, root);
  }

  private static void add(Branch branch, FieldPath path, int from) {
    String name = path.names().get(from);
    Branch child = branch.children().get(name);
    if (child != null && child.isLeaf()) {
      return; // a shorter path covers this one
    }
    if (from == path.names().size() - 1) {
      branch.children().put(name, new Branch());
      return;
    }
    if (child == null) {
      child = new Branch();
      branch.children().put(name, child);
    }
    add(child, path, from + 1);
  }

  private static ObjectNode only(ObjectNode object, Branch branch) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      Branch child = branch.children().get(field.getKey());
      if (child == null) {
        continue;
      }
      JsonNode value = field.getValue();
      if (child.isLeaf()) {
        result.set(field.getKey(), value);
      } else if (value instanceof ObjectNode inner) {
        result.set(field.getKey(), only(inner, child));
      } else if (value instanceof ArrayNode array) {
        ArrayNode kept = result.putArray(field.getKey());
        for (JsonNode element : array) {
          if (element instanceof ObjectNode inner) {
            kept.add(only(inner, child));
          }
        }
      }
    }
    return result;
  }

  private static ObjectNode without(ObjectNode object, Branch branch) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      Branch child = branch.children().get(field.getKey());
      JsonNode value = field.getValue();
      if (child == null) {
        result.set(field.getKey(), value);
      } else if (!child.isLeaf()) {
        result.set(field.getKey(), thinned(value, child));
      }
    }
    return result;
  }

  private static JsonNode thinned(JsonNode value, Branch branch) {
    if (value instanceof ObjectNode inner) {
      return without(inner, branch);
    }
    if (value instanceof ArrayNode array) {
      ArrayNode result = JsonNodeFactory.instance.arrayNode(array.size());
      array.forEach(element -> result.add(thinned(element, branch)));
      return result;
    }
    return value;
  }
}
