package org.datalogistics.setup.ibp;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Waiting for what a depot answers; each call has a deadline of its own in the client. */
final class Answers {
  private Answers() {}

  static <T extends @Nullable Object> T await(CompletableFuture<T> answer)
      throws IOException, InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException reason) {
        throw reason;
      }
      throw new IOException(String.valueOf(e.getCause()), e);
    }
  }
}
