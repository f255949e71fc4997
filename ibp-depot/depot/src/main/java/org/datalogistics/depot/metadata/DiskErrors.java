package org.datalogistics.depot.metadata;

import java.util.Locale;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.ibp.IbpError;

/** What a client is told when the disk refuses. */
final class DiskErrors {
  private DiskErrors() {}

  /** -19 if the disk is full, else -24. */
  static RefusedException refusal(String what, Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    String lower = message.toLowerCase(Locale.ROOT);
    boolean full =
        lower.contains("sqlite_full")
            || lower.contains("no space left")
            || lower.contains("file too large")
            || lower.contains("quota exceeded");
    return new RefusedException(
        full ? IbpError.WOULD_EXCEED_LIMIT : IbpError.INTERNAL, what + ": " + message);
  }
}
