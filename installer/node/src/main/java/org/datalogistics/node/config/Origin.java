package org.datalogistics.node.config;

/**
 * Where a value was written.
 *
 * @param place a file with line, a flag, a variable, or "default"
 * @param path what it is there, where the place alone does not say: {@code
 *     depot.resources[0].size}; or empty
 */
record Origin(String place, String path) {
  static final Origin DEFAULT = new Origin("default", "");

  static Origin of(String place) {
    return new Origin(place, "");
  }

  /** The origin of a named part of what was written here. */
  Origin field(String name) {
    return new Origin(place, path.isEmpty() ? name : path + "." + name);
  }

  Origin item(int index) {
    return new Origin(place, path + "[" + index + "]");
  }

  @Override
  public String toString() {
    return path.isEmpty() ? place : place + ": " + path;
  }
}
