package org.datalogistics.unis.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds the values at a path the way MongoDB does (UNIS spec 6.2): an array on the way stands for
 * the objects in it, or for the one element that a decimal name selects; an array at the end stands
 * for itself and for its elements.
 */
final class PathWalk {

  private PathWalk() {}

  /**
   * Shows the values to the predicate until it says true; a way that ends early is shown as a
   * missing node, an array on the way that leads nowhere not at all.
   */
  static boolean any(JsonNode document, FieldPath path, Predicate<JsonNode> test) {
    return any(document, path.names(), 0, test);
  }

  private static boolean any(
      JsonNode node, List<String> names, int from, Predicate<JsonNode> test) {
    if (from == names.size()) {
      return test.test(node) || (node.isArray() && anyElement(node, test));
    }
    String name = names.get(from);
    if (node.isObject()) {
      JsonNode child = node.get(name);
      return child == null
          ? test.test(MissingNode.getInstance())
          : any(child, names, from + 1, test);
    }
    if (!node.isArray()) {
      return test.test(MissingNode.getInstance());
    }
    int index = index(name);
    if (index >= 0 && index < node.size() && any(node.get(index), names, from + 1, test)) {
      return true;
    }
    for (JsonNode element : node) {
      if (element.isObject() && any(element, names, from, test)) {
        return true;
      }
    }
    return false;
  }

  private static boolean anyElement(JsonNode array, Predicate<JsonNode> test) {
    for (JsonNode element : array) {
      if (test.test(element)) {
        return true;
      }
    }
    return false;
  }

  /** The array index that a name is, or -1. */
  static int index(String name) {
    if (name.length() > 9 || !name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    return name.length() > 1 && name.charAt(0) == '0' ? -1 : Integer.parseInt(name);
  }
}
