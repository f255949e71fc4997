package org.datalogistics.depot;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.datalogistics.depot.store.Resource;
import org.datalogistics.depot.store.Resources;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what is no longer leased. An ended lease denies access at once; this only gives the space
 * back, so a second sooner or later does not matter.
 */
final class LeaseReaper implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LeaseReaper.class);
  private static final long PERIOD_MILLIS = 1000;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "lease-reaper");
            thread.setDaemon(true);
            return thread;
          });

  LeaseReaper(Resources resources) {
    timer.scheduleWithFixedDelay(
        () -> resources.all().forEach(LeaseReaper::reap),
        PERIOD_MILLIS,
        PERIOD_MILLIS,
        TimeUnit.MILLISECONDS);
  }

  private static void reap(Resource resource) {
    resource
        .leases()
        .removeEnded()
        .whenComplete(
            (count, failure) -> {
              if (failure != null) {
                log.warn("Cannot remove ended leases of resource {}", resource.id(), failure);
              } else if (count > 0) {
                log.debug("Removed {} ended leases of resource {}", count, resource.id());
                reap(resource);
              }
            });
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
