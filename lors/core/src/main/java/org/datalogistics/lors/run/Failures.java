package org.datalogistics.lors.run;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.datalogistics.lors.LorsException;
import org.jspecify.annotations.Nullable;

/** What lies beneath the failure of a future. */
public final class Failures {

  private Failures() {}

  /** The failure without the wrappings of futures; one that says so when it was cancelled. */
  public static Throwable cause(@Nullable Throwable failure) {
    if (failure == null) {
      return new IllegalStateException("neither a result nor a failure");
    }
    if (failure instanceof CompletionException && failure.getCause() != null) {
      return cause(failure.getCause());
    }
    if (failure instanceof CancellationException) {
      return new LorsException("stopped", failure);
    }
    return failure;
  }

  /** The message of the {@link #cause}. */
  public static String reason(@Nullable Throwable failure) {
    Throwable cause = cause(failure);
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
