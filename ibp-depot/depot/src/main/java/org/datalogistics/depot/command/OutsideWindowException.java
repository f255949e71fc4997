package org.datalogistics.depot.command;

/** A range that leaves the window of the alias through which it was asked for (IBP spec 6.2). */
final class OutsideWindowException extends Exception {
  private static final long serialVersionUID = 1L;

  OutsideWindowException(String message) {
    super(message, null, false, false);
  }
}
