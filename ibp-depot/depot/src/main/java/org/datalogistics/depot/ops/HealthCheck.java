package org.datalogistics.depot.ops;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the depot when somebody asks, on a thread of its own, because looking may wait for a
 * sick disk. However many ask, there is one look at a time, and what it saw serves for a second.
 */
public final class HealthCheck implements AutoCloseable {
  private static final long FRESH = Duration.ofSeconds(1).toNanos();

  private final Supplier<DepotHealth> look;
  private final LongSupplier nanoTime;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "depot-health");
            made.setDaemon(true);
            return made;
          });

  // Guarded by this.
  private @Nullable CompletableFuture<DepotHealth> latest;
  private long startedAt;

  /** Looks through an observer, at everything. */
  public HealthCheck(DepotObserver observer) {
    this(observer::whole, System::nanoTime);
  }

  HealthCheck(Supplier<DepotHealth> look, LongSupplier nanoTime) {
    this.look = look;
    this.nanoTime = nanoTime;
  }

  /** What is seen now, or was seen less than a second ago; the future belongs to the caller. */
  public synchronized CompletableFuture<DepotHealth> look() {
    CompletableFuture<DepotHealth> known = latest;
    long now = nanoTime.getAsLong();
    if (known == null || (known.isDone() && now - startedAt >= FRESH)) {
      known = CompletableFuture.supplyAsync(look, thread);
      latest = known;
      startedAt = now;
    }
    return known.copy();
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      // A look at a sick disk may take long; the thread is a daemon and harms nobody.
      thread.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
