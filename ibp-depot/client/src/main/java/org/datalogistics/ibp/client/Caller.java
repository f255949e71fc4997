package org.datalogistics.ibp.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Carries commands out. */
interface Caller {
  /** Sends a command and reads its answer, within a time unless that is null. */
  <T extends @Nullable Object> CompletableFuture<T> execute(
      CallSpec<T> spec, @Nullable Duration limit);

  /** Threads for digests and files, apart from those of the sockets. */
  Executor workers();
}
