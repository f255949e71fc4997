package org.datalogistics.depot.resource;

import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.ibp.IbpError;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs {@link Rescan} on a thread of its own, one at a time. */
final class Rescans implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Rescans.class);

  /** Allocations and files that are looked at, each second at most. */
  private static final long PACE = 5000;

  private final Rescan.Place place;
  private final InstantSource wall;
  private @Nullable Thread thread;
  private @Nullable CompletableFuture<Rescan.Result> running;
  private boolean closed;

  Rescans(Rescan.Place place, InstantSource wall) {
    this.place = place;
    this.wall = wall;
  }

  /** Starts one, unless one runs; completes when that is done. */
  synchronized CompletableFuture<Rescan.Result> start() {
    if (closed) {
      return CompletableFuture.failedFuture(
          new RefusedException(IbpError.RSRC_UNAVAIL, "the resource is closing"));
    }
    CompletableFuture<Rescan.Result> before = running;
    if (before != null && !before.isDone()) {
      return before;
    }
    CompletableFuture<Rescan.Result> result = new CompletableFuture<>();
    Thread started = new Thread(() -> run(result), "depot-rescan-" + place.id());
    started.setDaemon(true);
    started.start();
    thread = started;
    running = result;
    return result;
  }

  private void run(CompletableFuture<Rescan.Result> result) {
    try {
      result.complete(new Rescan(place, wall, Rescan.SAFETY_AGE, new Pace(PACE)).run());
    } catch (InterruptedException e) {
      result.completeExceptionally(e); // The resource closes; the next start begins anew.
    } catch (IOException | SQLException | RuntimeException e) {
      log.warn("Cannot look through resource {}", place.id(), e);
      result.completeExceptionally(e);
    }
  }

  /** Whether one was begun that did not get to its end. */
  synchronized boolean isUnfinished() {
    CompletableFuture<Rescan.Result> latest = running;
    return latest != null && (!latest.isDone() || latest.isCompletedExceptionally());
  }

  @Override
  public void close() {
    Thread last;
    synchronized (this) {
      closed = true;
      last = thread;
    }
    if (last == null) {
      return;
    }
    last.interrupt();
    try {
      last.join(5000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
