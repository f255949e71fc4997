package org.datalogistics.depot.resource;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens resources and closes them while the depot runs: at the operator's wish, and anew after
 * their disk failed. A disk that does not answer holds up nothing but itself.
 */
final class Mounting implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Mounting.class);
  private static final long LOOK_MILLIS = 500;
  private static final long POLL_MILLIS = 10;

  /** It counts as unused when it was found so as often as this. */
  private static final int UNUSED_POLLS = 3;

  /** How long transfers may go on from and to a disk that failed. */
  private static final Duration FAILED_PATIENCE = Duration.ofSeconds(10);

  private final Slots slots;
  private final Resources.Opener opener;
  private final LongSupplier nanos;
  private final ExecutorService workers;
  private final ScheduledExecutorService timer;

  Mounting(Slots slots, Resources.Opener opener, LongSupplier nanos) {
    this.slots = slots;
    this.opener = opener;
    this.nanos = nanos;
    AtomicInteger number = new AtomicInteger();
    this.workers =
        Executors.newCachedThreadPool(
            task -> daemon(task, "depot-mount-" + number.incrementAndGet()));
    this.timer =
        Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "depot-resources"));
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Opens all; those that can not be opened are tried again later.
   *
   * @throws IOException if none can be opened
   */
  void openAll() throws IOException {
    slots.changeAll(Slot::opening);
    IOException failure = null;
    for (Slot each : slots.all()) {
      try {
        opened(each.config().id(), open(each.config()));
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
        failed(each.config().id(), e);
      }
    }
    if (failure != null && slots.open().isEmpty()) {
      throw failure;
    }
    timer.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private Resource open(ResourceConfig config) throws IOException {
    Resource resource;
    try {
      resource = opener.open(config);
    } catch (RuntimeException e) {
      throw new IOException("Cannot open resource " + config.id() + ": " + e, e);
    }
    for (Resource other : slots.open()) {
      if (other.uid().equals(resource.uid())) {
        IOException clash =
            new IOException(
                "the folder "
                    + config.path()
                    + " of resource "
                    + config.id()
                    + " is a copy of that of resource "
                    + other.id()
                    + ": use one of them only");
        close(resource);
        throw clash;
      }
    }
    return resource;
  }

  private void opened(String id, Resource resource) {
    if (slots.change(id, slot -> slot.phase() == Slot.Phase.OPENING ? slot.open(resource) : null)
        == null) {
      close(resource); // The depot ends, or it was unmounted again.
      return;
    }
    Slot now = slots.get(id);
    if (now != null && !now.config().equals(resource.config())) {
      configure(resource, now.config()); // Changed while it was being opened.
    }
  }

  /** Has an open resource take changed settings over. */
  static void configure(Resource resource, ResourceConfig changed) {
    try {
      resource.configure(changed);
    } catch (IOException e) {
      log.error("Resource {} keeps its settings: {}", resource.id(), reason(e));
    }
  }

  private void failed(String id, IOException failure) {
    Slot before = slots.change(id, slot -> slot.failed(reason(failure), nanos.getAsLong()));
    if (before != null && !before.problem().equals(reason(failure))) {
      log.error(
          "Resource {} is OFFLINE, tried again in {}: {}", id, before.delay(), reason(failure));
    }
  }

  private static String reason(IOException failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }

  /** Looks which resource failed, and which is to be tried again. */
  private void look() {
    try {
      for (Slot each : slots.all()) {
        String id = each.config().id();
        Resource resource = each.resource();
        if (resource != null && resource.fault().isPresent()) {
          String why = resource.fault().get();
          Slot before = slots.change(id, slot -> slot.failed(why, nanos.getAsLong()));
          if (before != null) {
            log.warn("Resource {} is tried again in {}", id, before.delay());
            closeQuietly(resource);
          }
        } else if (each.phase() == Slot.Phase.FAILED && nanos.getAsLong() - each.retryAt() >= 0) {
          startOpening(id, false);
        }
      }
    } catch (RuntimeException e) {
      log.error("Looking after the resources failed; done again", e);
    }
  }

  /** Opens a resource that is not open; false if it is, or is being opened. */
  boolean startOpening(String id, boolean rescan) {
    Slot before =
        slots.change(
            id,
            slot ->
                slot.phase() == Slot.Phase.OPEN || slot.phase() == Slot.Phase.OPENING
                    ? null
                    : slot.opening());
    if (before == null) {
      return false;
    }
    workers.execute(
        () -> {
          try {
            Resource resource = open(before.config());
            if (rescan) {
              resource.rescan();
            }
            opened(id, resource);
            log.info("Resource {} at {} is open", id, before.config().path());
          } catch (IOException e) {
            failed(id, e);
          }
        });
    return true;
  }

  private void closeQuietly(Resource failed) {
    closeWhenUnused(failed, FAILED_PATIENCE)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                log.warn("Closing resource {} failed", failed.id(), failure);
              }
            });
  }

  /** Closes a resource that was taken out, once no command uses it, or after that time. */
  CompletableFuture<Void> closeWhenUnused(Resource resource, Duration patience) {
    resource.leave();
    return CompletableFuture.runAsync(
        () -> {
          try {
            awaitUnused(resource, nanos.getAsLong() + patience.toNanos());
            resource.close();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close(resource);
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        },
        workers);
  }

  /** A command that found it just before it was taken out may not use anything of it yet. */
  private void awaitUnused(Resource resource, long until) throws InterruptedException {
    int unused = 0;
    while (unused < UNUSED_POLLS && nanos.getAsLong() - until < 0) {
      unused = resource.inUse() == 0 ? unused + 1 : 0;
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private static void close(Resource resource) {
    try {
      resource.close();
    } catch (IOException | RuntimeException e) {
      log.warn("Closing resource {} failed", resource.id(), e);
    }
  }

  /** Opens nothing more, and closes what is open. */
  @Override
  public void close() throws IOException {
    timer.shutdownNow();
    List<Resource> open = slots.open();
    slots.changeAll(Slot::unmounted);
    IOException failure = null;
    for (Resource resource : open) {
      try {
        resource.close();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    workers.shutdown();
    if (failure != null) {
      throw failure;
    }
  }
}
