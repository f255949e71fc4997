package org.datalogistics.lors.cli;

/** The command line, or a configuration file, asks for something that cannot be. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
