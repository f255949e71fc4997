package org.datalogistics.depot.allocation;

import org.datalogistics.ibp.IbpError;

/** An operation that the rules of the store forbid; the client gets the error's code. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final IbpError error;

  /** A refusal with its reason for the log. */
  public RefusedException(IbpError error, String reason) {
    super(reason, null, false, false);
    this.error = error;
  }

  /** What the client is told. */
  public IbpError error() {
    return error;
  }
}
