package org.datalogistics.depot.resource;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.datalogistics.depot.data.DataFiles;
import org.datalogistics.depot.lease.Endings;
import org.datalogistics.depot.lease.LeaseClock;
import org.datalogistics.depot.lease.Trash;
import org.datalogistics.depot.lease.Unlinker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a resource does every second, on a thread of its own: looks at the clocks and the disk, ends
 * leases and empties the trash. An ended lease denies access at once; this only gives the space
 * back, so a second sooner or later does not matter. It works in batches, each waited for, and half
 * of the time at most: there may be a million, and others want the metadata too.
 */
final class Caretaker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Caretaker.class);
  private static final long PERIOD_MILLIS = 1000;
  private static final long WORK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** So many files may wait to be unlinked before it ends more. */
  private static final int MAX_BACKLOG = 50_000;

  /** The clocks are saved each so many seconds. */
  private static final int SAVE_EVERY = 10;

  /** The lost files are looked at each so many seconds. */
  private static final int LOST_EVERY = 3600;

  /** What it takes care of. */
  record Charge(
      String id,
      LeaseClock clock,
      FolderSettings settings,
      SpaceGauge gauge,
      Availability availability,
      Endings endings,
      Trash trash,
      Unlinker unlinker,
      DataFiles files,
      LostFiles lost,
      DiskHealth health,
      Runnable setRoomAside) {}

  private final Charge charge;
  private final ScheduledExecutorService timer;
  private int ticks;

  Caretaker(Charge charge) {
    this.charge = charge;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "depot-caretaker-" + charge.id());
              thread.setDaemon(true);
              return thread;
            });
    timer.scheduleWithFixedDelay(this::tick, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void tick() {
    try {
      if (charge.availability().fault() != null) {
        return; // Whatever it would do, the disk does not.
      }
      look();
      long until = System.nanoTime() + WORK_NANOS;
      int ended = repeat(charge.endings()::end, until);
      int emptied = repeat(charge.trash()::empty, until);
      if (charge.availability().isLow()) {
        emptied += repeat(charge.trash()::emptyNow, until);
      }
      if (ended + emptied > 0) {
        log.debug("Resource {}: {} leases ended, {} emptied", charge.id(), ended, emptied);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      // Whatever it was, the timer must go on.
      log.warn("Cannot end leases of resource {}; tried again", charge.id(), e);
    }
  }

  private void look() {
    LeaseClock.Reading reading = charge.clock().look();
    try {
      if (!charge.settings().isPresent()) {
        charge.health().lost("its folder is gone or another one");
        return;
      }
      boolean low = charge.gauge().look();
      boolean tight = low || charge.gauge().usable() < charge.files().spareBytes();
      if (tight && charge.files().giveUpSpares()) {
        low = charge.gauge().look();
      }
      charge.availability().setLow(low);
      charge.setRoomAside().run();
      if (ticks % SAVE_EVERY == 0) {
        charge.settings().saveClock(reading);
      }
      if (ticks % LOST_EVERY == 0) {
        charge.lost().empty();
      }
      ticks++;
    } catch (IOException e) {
      log.debug("Cannot look at the disk of resource {}", charge.id(), e);
      charge.health().failed("look at its folder", e);
    }
  }

  private int repeat(Supplier<CompletableFuture<Integer>> work, long until)
      throws InterruptedException, ExecutionException, TimeoutException {
    int sum = 0;
    while (System.nanoTime() < until && charge.unlinker().backlog() < MAX_BACKLOG) {
      int count = work.get().get(1, TimeUnit.MINUTES);
      if (count == 0) {
        break;
      }
      sum += count;
    }
    return sum;
  }

  /** Ends its thread; waits a little for what it is at. */
  @Override
  public void close() {
    timer.shutdownNow();
    try {
      if (!timer.awaitTermination(5, TimeUnit.SECONDS)) {
        log.warn("The caretaker of resource {} is still busy", charge.id());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
