package org.datalogistics.ibp;

import java.io.IOException;

/**
 * A depot refused or failed an operation, or could not be reached. {@link #error} says what to do:
 * see {@link #isGone}, {@link #isRetryable}.
 */
public class IbpException extends IOException {
  private static final long serialVersionUID = 1L;

  private final IbpError error;

  /** An error that has no underlying cause. */
  public IbpException(IbpError error, String message) {
    super(message + ": " + error.meaning() + " (" + error.code() + ")");
    this.error = error;
  }

  /** An error with its cause. */
  public IbpException(IbpError error, String message, Throwable cause) {
    super(message + ": " + error.meaning() + " (" + error.code() + ")", cause);
    this.error = error;
  }

  /** Which error it was. */
  public IbpError error() {
    return error;
  }

  /** The allocation does not exist (any more): asking again is useless. */
  public boolean isGone() {
    return error == IbpError.CAP_NOT_FOUND || error == IbpError.CAP_DELETING;
  }

  /** The same request may succeed later on this depot. */
  public boolean isRetryable() {
    return switch (error) {
      case OUT_OF_SOCKETS,
          QUEUE_FULL,
          SERVER_RECOVERING,
          CLIENT_TIMEOUT,
          SERVER_TIMEOUT,
          CANT_CONNECT,
          CONNECTION,
          SOCK_READ,
          SOCK_WRITE,
          WOULD_BLOCK ->
          true;
      default -> false;
    };
  }
}
