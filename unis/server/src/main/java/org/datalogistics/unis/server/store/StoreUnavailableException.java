package org.datalogistics.unis.server.store;

import org.jspecify.annotations.Nullable;

/** The store is closed, overloaded or unreachable; the same call may succeed later. */
public final class StoreUnavailableException extends StoreException {

  private static final long serialVersionUID = 1L;

  public StoreUnavailableException(String message) {
    super(message);
  }

  public StoreUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
