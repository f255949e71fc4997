package org.datalogistics.depot.net;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one deadline of a connection; event loop only. Moving it is cheap: a timer that fires too
 * early sets itself again.
 */
final class Watchdog {
  private final EventExecutor loop;
  private final Runnable onExpiry;
  private @Nullable ScheduledFuture<?> timer;
  private long timerAt;
  private long deadline;
  private boolean armed;

  Watchdog(EventExecutor loop, Runnable onExpiry) {
    this.loop = loop;
    this.onExpiry = onExpiry;
  }

  /** Nanoseconds of the loop's clock. */
  static long now() {
    return System.nanoTime();
  }

  /** Replaces the deadline. */
  void expectWithin(Duration patience) {
    expectBy(now() + patience.toNanos());
  }

  /** Replaces the deadline by a moment of {@link #now}. */
  void expectBy(long nanos) {
    deadline = nanos;
    armed = true;
    ScheduledFuture<?> current = timer;
    if (current == null || deadline - timerAt < 0) {
      if (current != null) {
        current.cancel(false);
      }
      schedule();
    }
  }

  /** Nothing is awaited. */
  void disarm() {
    armed = false;
  }

  void close() {
    armed = false;
    ScheduledFuture<?> current = timer;
    if (current != null) {
      current.cancel(false);
      timer = null;
    }
  }

  private void schedule() {
    timerAt = deadline;
    timer = loop.schedule(this::fire, Math.max(0, deadline - now()), TimeUnit.NANOSECONDS);
  }

  private void fire() {
    timer = null;
    if (!armed) {
      return;
    }
    if (deadline - now() > 0) {
      schedule();
    } else {
      armed = false;
      onExpiry.run();
    }
  }
}
