package org.datalogistics.node.config;

import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with a configuration, collected while it is read. */
final class Problems {
  private final List<String> found = new ArrayList<>();

  void add(Origin where, String what) {
    add(where + ": " + what);
  }

  void add(String what) {
    found.add(what);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  List<String> all() {
    return List.copyOf(found);
  }
}
