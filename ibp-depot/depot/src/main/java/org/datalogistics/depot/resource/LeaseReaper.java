package org.datalogistics.depot.resource;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what is no longer leased. An ended lease denies access at once; this only gives the space
 * back, so a second sooner or later does not matter.
 */
public final class LeaseReaper implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LeaseReaper.class);
  private static final long PERIOD_MILLIS = 1000;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "lease-reaper");
            thread.setDaemon(true);
            return thread;
          });

  public LeaseReaper(Resources resources) {
    timer.scheduleWithFixedDelay(
        () -> resources.all().forEach(LeaseReaper::reap),
        PERIOD_MILLIS,
        PERIOD_MILLIS,
        TimeUnit.MILLISECONDS);
  }

  /** Batch by batch, each waited for: there may be a million, and others want the metadata too. */
  private static void reap(Resource resource) {
    try {
      int count;
      int sum = 0;
      do {
        count = resource.leases().removeEnded().get(1, TimeUnit.MINUTES);
        sum += count;
      } while (count > 0);
      if (sum > 0) {
        log.debug("Removed {} ended leases of resource {}", sum, resource.id());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      // Whatever it was, the timer must go on.
      log.warn("Cannot remove ended leases of resource {}", resource.id(), e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
