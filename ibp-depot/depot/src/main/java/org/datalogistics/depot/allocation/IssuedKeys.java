package org.datalogistics.depot.allocation;

/** The three keys of a new allocation, as they stand in its capabilities. */
public record IssuedKeys(String read, String write, String manage) {
  /** Without the secrets. */
  @Override
  public String toString() {
    return "IssuedKeys";
  }
}
