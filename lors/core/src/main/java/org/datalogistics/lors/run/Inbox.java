package org.datalogistics.lors.run;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Brings what happens on I/O threads to the one thread that runs an operation and owns its state.
 * Bounded by the operations under way, each of which posts once.
 */
public final class Inbox {
  private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

  /** From any thread: let the owner run this. */
  public void post(Runnable task) {
    tasks.add(task);
  }

  /** By the owner: runs what is there, waiting up to this time for the first. */
  public void run(long maxNanos) throws InterruptedException {
    @Nullable Runnable task = tasks.poll(maxNanos, TimeUnit.NANOSECONDS);
    if (task != null) {
      task.run();
      drain();
    }
  }

  /** By the owner: runs what is there. */
  public void drain() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }
}
