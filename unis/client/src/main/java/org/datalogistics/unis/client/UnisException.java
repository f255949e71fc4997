package org.datalogistics.unis.client;

import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A directory could not be reached, refused a request, or answered something that is not to be
 * understood.
 */
public final class UnisException extends IOException {

  private static final long serialVersionUID = 1L;

  private final URI url;
  private final int status;

  UnisException(String message, URI url, int status, @Nullable Throwable cause) {
    super(message, cause);
    this.url = url;
    this.status = status;
  }

  /** What was asked. */
  public URI url() {
    return url;
  }

  /** The HTTP status of the answer, 0 when there was no answer. */
  public int status() {
    return status;
  }

  /**
   * Whether the same request may succeed later: no answer, or the server's own trouble (5xx, 429).
   */
  public boolean isRetryable() {
    return status == 0 || status >= 500 || status == 429;
  }
}
