package org.datalogistics.setup.ibp;

/** A command line that cannot be carried out; the message says why. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }

  /** With the message of what was thrown while reading it. */
  UsageException(Exception cause) {
    super(cause.getMessage(), cause);
  }
}
