package org.datalogistics.depot.disk;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Forces bytes to the disk before they count, on threads of its own, if a resource wants that. */
public final class Forcing implements AutoCloseable {
  private static final int THREADS = 4;

  private final @Nullable ExecutorService threads;

  /**
   * The names of the threads say whose they are.
   *
   * @param disk the threads that they go with
   */
  public Forcing(SyncPolicy policy, String resource, DiskThreads disk) {
    this.threads = policy == SyncPolicy.DATA ? disk.more("depot-force-" + resource, THREADS) : null;
  }

  /** Forces something. */
  public interface Work {
    void run() throws IOException;
  }

  /** Whether anything is forced. */
  public boolean isOn() {
    return threads != null;
  }

  /** Done when that is forced; at once if nothing is to be. Fails with {@link IOException}. */
  public CompletableFuture<Void> run(Work work) {
    if (threads == null) {
      return CompletableFuture.completedFuture(null);
    }
    try {
      return CompletableFuture.runAsync(
          () -> {
            try {
              work.run();
            } catch (IOException e) {
              throw new CompletionException(e);
            }
          },
          threads);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(new IOException("the resource is closing", e));
    }
  }

  /** Finishes what was handed in. */
  @Override
  public void close() {
    if (threads != null) {
      threads.shutdown();
    }
  }
}
