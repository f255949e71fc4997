package org.datalogistics.lors;

import java.io.IOException;

/** A transfer or a part of it failed; the message says what was attempted on what. */
public class LorsException extends IOException {
  private static final long serialVersionUID = 1L;

  /** A failure of its own. */
  public LorsException(String message) {
    super(message);
  }

  /** A failure with its cause. */
  public LorsException(String message, Throwable cause) {
    super(message, cause);
  }
}
