package org.datalogistics.unis.server.store;

import org.jspecify.annotations.Nullable;

/** The store could not do what it was asked; the message says what and why. */
public class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StoreException(String message) {
    super(message);
  }

  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
