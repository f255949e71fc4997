package org.datalogistics.node.config;

import java.util.List;

/**
 * A configuration that cannot be used; its message lists all that is wrong, each with its place.
 */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  /** Creates it from at least one problem. */
  public ConfigException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  /** The problems, each with file and line, flag or variable. */
  public List<String> problems() {
    return problems;
  }
}
