package org.datalogistics.lbone;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** No server answered as it should; the message names each and what it did. */
public final class LboneException extends IOException {
  private static final long serialVersionUID = 1L;

  LboneException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
