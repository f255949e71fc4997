package org.datalogistics.lors;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Ends an operation from outside: it stops, gives back what it took, and throws {@link
 * CancelledException}. Safe for use by many threads.
 */
public final class Cancellation {

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean cancelled;

  /** Asks all operations that were given this to stop. */
  public void cancel() {
    cancelled = true;
    listeners.forEach(Runnable::run);
  }

  public boolean isCancelled() {
    return cancelled;
  }

  /**
   * Calls {@code action} on cancelling, at once if that has happened already, until the result is
   * closed. It may be called twice.
   */
  public Registration onCancel(Runnable action) {
    listeners.add(action);
    if (cancelled) {
      action.run();
    }
    return () -> listeners.remove(action);
  }

  /** Ends the interest in a cancellation. */
  @FunctionalInterface
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
