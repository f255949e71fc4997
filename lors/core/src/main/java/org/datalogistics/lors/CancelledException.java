package org.datalogistics.lors;

/** The caller cancelled the operation, or the time for it was over. */
public final class CancelledException extends LorsException {
  private static final long serialVersionUID = 1L;

  /** Why it ended. */
  public CancelledException(String message) {
    super(message);
  }
}
