package org.datalogistics.node.lifecycle;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that closes services one after the other, each whatever became of the one before. */
final class Closing extends Thread {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final List<Service> services;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile String current = "";
  private volatile boolean succeeded = true;

  Closing(List<Service> services) {
    super("closing");
    this.services = List.copyOf(services);
    setDaemon(true);
  }

  @Override
  public void run() {
    for (Service service : services) {
      current = service.name();
      try {
        service.close();
        LOG.info("{} closed", service.name());
      } catch (IOException | RuntimeException e) {
        succeeded = false;
        LOG.error("{} did not close as it should", service.name(), e);
      }
    }
    ended.countDown();
  }

  /** Waits for the end; false when the time is over or the one who asked for the end insists. */
  boolean awaitEnd(Duration limit, StopSignal stop) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!ended.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
      if (System.nanoTime() > end || stop.isInsisted()) {
        return false;
      }
    }
    return true;
  }

  /** The service that is being closed. */
  String current() {
    return current;
  }

  /** Whether all closed without an exception. */
  boolean succeeded() {
    return succeeded;
  }
}
