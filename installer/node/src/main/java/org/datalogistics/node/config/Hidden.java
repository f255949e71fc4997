package org.datalogistics.node.config;

/** Stands for a secret where values are shown; two are equal if their secrets are. */
record Hidden(Object secret) {
  @Override
  public String toString() {
    return "hidden";
  }
}
