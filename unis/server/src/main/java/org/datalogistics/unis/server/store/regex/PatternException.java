package org.datalogistics.unis.server.store.regex;

/** What is not a regular expression, or none that is supported, or too large a one. */
public final class PatternException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PatternException(String message) {
    super(message);
  }
}
