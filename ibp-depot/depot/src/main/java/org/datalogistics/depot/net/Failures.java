package org.datalogistics.depot.net;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.data.DataFileException;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.node.log.LogLimiter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place that says which IBP error a failure inside the depot is. */
final class Failures {
  private static final Logger log = LoggerFactory.getLogger(Failures.class);

  /** A full or broken disk would otherwise fill the log at the pace of the clients. */
  private final LogLimiter limiter =
      new LogLimiter(10, Duration.ofMinutes(1), InstantSource.system());

  /** The error for the client; what an operator should know of is logged. */
  IbpError errorOf(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof RefusedException refused) {
      return refused.error();
    }
    if (cause instanceof IOException storage) {
      boolean full = isFull(storage);
      limiter
          .permit()
          .ifPresent(
              skipped ->
                  log.error(
                      "Storage failed: {} ({} such lines left out)", storage.toString(), skipped));
      log.debug("Storage failed", storage);
      if (full) {
        return IbpError.WOULD_EXCEED_LIMIT;
      }
      return storage instanceof DataFileException file ? file.error() : IbpError.FILE_WRITE;
    }
    limiter
        .permit()
        .ifPresent(skipped -> log.error("A command failed ({} lines left out)", skipped, cause));
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
