package org.datalogistics.node.lifecycle;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Asks a service to read its configuration again. Thread-safe; asked more often than it can, it
 * reads once more at the end.
 */
public final class ReloadSignal {
  private final Runnable action;
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          0,
          1,
          1,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(1),
          task -> {
            Thread made = new Thread(task, "reload");
            made.setDaemon(true);
            return made;
          },
          new ThreadPoolExecutor.DiscardPolicy());

  ReloadSignal(Runnable action) {
    this.action = action;
  }

  /** Asks; does not wait. */
  public void reload() {
    thread.execute(action);
  }
}
