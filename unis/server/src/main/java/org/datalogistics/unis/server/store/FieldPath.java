package org.datalogistics.unis.server.store;

import java.util.List;

/**
 * The way to a field of a document: names from the outside in (UNIS spec 6.2).
 *
 * @param names 1 to {@value #MAX_DEPTH} non-empty names
 */
public record FieldPath(List<String> names) {

  public static final int MAX_DEPTH = 64;

  public FieldPath {
    names = List.copyOf(names);
    if (names.isEmpty() || names.size() > MAX_DEPTH || names.contains("")) {
      throw new IllegalArgumentException(
          "'"
              + String.join(".", names)
              + "' is not a field path: 1 to "
              + MAX_DEPTH
              + " names joined by single dots");
    }
  }

  /**
   * Reads the dotted form; {@code $DOT$} stands for a dot inside a name (UNIS spec 4.5).
   *
   * @throws IllegalArgumentException when a name is empty or there are too many
   */
  public static FieldPath parse(String dotted) {
    return new FieldPath(
        List.of(dotted.split("\\.", -1)).stream().map(name -> name.replace("$DOT$", ".")).toList());
  }

  /** Whether this is the top-level field of that name. */
  public boolean is(String name) {
    return names.size() == 1 && names.get(0).equals(name);
  }

  public String first() {
    return names.get(0);
  }

  @Override
  public String toString() {
    return String.join(".", names.stream().map(n -> n.replace(".", "$DOT$")).toList());
  }
}
