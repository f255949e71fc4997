package org.datalogistics.node.lifecycle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells a {@link Launcher} to end, once politely and a second time for those in a hurry.
 * Thread-safe.
 */
public final class StopSignal {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch insisted = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);

  /** Asks to end; asked again, closing is no longer waited for. */
  public synchronized void stop() {
    if (asked.getCount() > 0) {
      asked.countDown();
    } else {
      insisted.countDown();
    }
  }

  /** Whether it was asked for. */
  public boolean isAsked() {
    return asked.getCount() == 0;
  }

  void await() throws InterruptedException {
    asked.await();
  }

  /** The end has come: everything is closed, or given up. */
  void done() {
    done.countDown();
  }

  /** Waits for the end, up to so long. */
  void awaitDone(Duration most) throws InterruptedException {
    if (!done.await(most.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("the services did not close within " + most);
    }
  }

  boolean isInsisted() {
    return insisted.getCount() == 0;
  }
}
