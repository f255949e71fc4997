package org.datalogistics.depot.net;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.datalogistics.depot.store.RefusedException;
import org.datalogistics.ibp.IbpError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place that says which IBP error a failure inside the depot is. */
final class Failures {
  private static final Logger log = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  /** The error for the client; what an operator should know of is logged. */
  static IbpError errorOf(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof RefusedException refused) {
      return refused.error();
    }
    if (cause instanceof IOException storage) {
      log.error("Storage failed", storage);
      return isFull(storage) ? IbpError.WOULD_EXCEED_LIMIT : IbpError.FILE_WRITE;
    }
    log.error("A command failed", cause);
    return IbpError.INTERNAL;
  }

  /** A full disk is a limit that was exceeded; Java tells it from others by the text alone. */
  private static boolean isFull(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.contains("No space left")
        || message.contains("Disk quota exceeded")
        || message.contains("File too large");
  }
}
