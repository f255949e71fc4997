package org.datalogistics.depot.lease;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationCache;
import org.datalogistics.depot.data.DataFiles;
import org.datalogistics.depot.disk.DiskAccess;
import org.datalogistics.depot.metadata.MetadataWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unlinks the data files of allocations that are gone: on disk threads, one batch at a time, and
 * not more than half of the time, as a file system that unlinks does little else. What it does not
 * get to is unlinked after the next start.
 */
public final class Unlinker {
  private static final Logger log = LoggerFactory.getLogger(Unlinker.class);
  private static final int BATCH = 128;
  private static final long LONGEST_REST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final String resource;
  private final DataFiles files;
  private final MetadataWriter metadata;
  private final AllocationCache cache;
  private final DiskAccess disk;

  /** Guarded by itself, as is {@link #running}. */
  private final Queue<Long> waiting = new ArrayDeque<>();

  private boolean running;
  private boolean stopped;

  /**
   * @param resource its id, for the log
   */
  public Unlinker(
      String resource,
      DataFiles files,
      MetadataWriter metadata,
      AllocationCache cache,
      DiskAccess disk) {
    this.resource = resource;
    this.files = files;
    this.metadata = metadata;
    this.cache = cache;
    this.disk = disk;
  }

  /**
   * Takes those in that are gone; the others were spared in the end.
   *
   * @param surely whether they stay gone if the power fails now
   */
  void add(Collection<Allocation> gone, boolean surely) {
    synchronized (waiting) {
      for (Allocation each : gone) {
        if (each.committed().isGone() && !each.committed().isAlias()) {
          if (!surely) {
            files.exclude(each.id()); // What comes back must not find the bytes of others.
          }
          waiting.add(each.id());
        }
      }
    }
    start();
  }

  /** Takes in what was left over by an earlier run. */
  public void addLeftOver(Collection<Long> ids) {
    synchronized (waiting) {
      waiting.addAll(ids);
    }
    start();
  }

  private void start() {
    synchronized (waiting) {
      if (running || stopped || waiting.isEmpty()) {
        return;
      }
      running = true;
    }
    disk.executeLong(this::run);
  }

  /** Begins nothing more. */
  public void stop() {
    synchronized (waiting) {
      stopped = true;
      waiting.clear();
    }
  }

  /** How many files wait. */
  public int backlog() {
    synchronized (waiting) {
      return waiting.size();
    }
  }

  private void run() {
    long begin = System.nanoTime();
    unlink(nextBatch());
    long rest = Math.min(System.nanoTime() - begin, LONGEST_REST_NANOS);
    synchronized (waiting) {
      running = !waiting.isEmpty();
      if (!running) {
        return;
      }
    }
    CompletableFuture.delayedExecutor(rest, TimeUnit.NANOSECONDS, this::executeOrStop)
        .execute(this::run);
  }

  private void executeOrStop(Runnable work) {
    try {
      disk.executeLong(work);
    } catch (RejectedExecutionException e) {
      log.debug("Files of resource {} stay to be unlinked after the next start", resource);
    }
  }

  private List<Long> nextBatch() {
    List<Long> batch = new ArrayList<>(BATCH);
    synchronized (waiting) {
      for (Long next = waiting.poll(); next != null; next = waiting.poll()) {
        batch.add(next);
        if (batch.size() == BATCH) {
          break;
        }
      }
    }
    return batch;
  }

  private void unlink(List<Long> batch) {
    List<Long> unlinked = new ArrayList<>(batch.size());
    for (long id : batch) {
      try {
        files.unlink(id);
        cache.forget(id);
        unlinked.add(id);
      } catch (IOException e) {
        log.warn(
            "Cannot unlink a data file of resource {}; tried again at the next start", resource, e);
      }
    }
    metadata.submitHere(
        transaction -> {
          for (long id : unlinked) {
            transaction.forgetDoomed(id);
          }
          return unlinked.size();
        });
  }
}
