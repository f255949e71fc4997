package org.datalogistics.ibp.wire;

import org.datalogistics.ibp.IbpError;

/** A request line that gets an error line for an answer; says how the connection goes on. */
public final class RefusedRequestException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What happens to the connection behind the error line (IBP spec 6.2). */
  public enum Ending {
    /** The next request may follow. */
    STAYS_OPEN,
    /** Closing notice, then close. */
    CLOSES,
    /** Close without a notice. */
    CLOSES_SILENTLY
  }

  private final IbpError error;
  private final Ending ending;

  /** A refusal; the message is for the log, the wire carries the code alone. */
  public RefusedRequestException(IbpError error, Ending ending, String message) {
    super(message, null, false, false);
    this.error = error;
    this.ending = ending;
  }

  /** What the error line says. */
  public IbpError error() {
    return error;
  }

  /** How the connection goes on. */
  public Ending ending() {
    return ending;
  }
}
