package org.datalogistics.depot.metadata;

import java.util.Locale;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.ibp.IbpError;

/** What a client is told when the disk refuses. */
final class DiskErrors {
  private DiskErrors() {}

  /** -19 if the disk is full, else -24. */
  static RefusedException refusal(String what, Throwable failure) {
    return new RefusedException(
        isFull(failure) ? IbpError.WOULD_EXCEED_LIMIT : IbpError.INTERNAL,
        what + ": " + failure.getMessage());
  }

  /** Whether the disk has no room; Java and the driver tell that by the text alone. */
  static boolean isFull(Throwable failure) {
    String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return text.contains("sqlite_full")
        || text.contains("no space left")
        || text.contains("file too large")
        || text.contains("quota exceeded");
  }
}
