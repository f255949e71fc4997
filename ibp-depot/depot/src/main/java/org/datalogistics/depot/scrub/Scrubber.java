package org.datalogistics.depot.scrub;

import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationCache;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.data.Verification;
import org.datalogistics.depot.integrity.FileSums;
import org.datalogistics.depot.integrity.IntegrityConfig;
import org.datalogistics.depot.metadata.MetadataWriter;
import org.datalogistics.depot.metadata.Selection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes through all allocations of a resource in the order of their ids, compares what they store
 * with its checksums, and gives blocks one that have none, as a crash or an older depot may have
 * left them. On a thread of its own, at a rate that leaves the disk to the clients, and never more
 * than half of the time. After a restart it goes on where it was.
 */
public final class Scrubber implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Scrubber.class);
  private static final int BATCH = 256;

  /** Blocks between two pauses: one mebibyte. */
  private static final int STEP = 16;

  /** What an allocation costs at least, however small it is. */
  private static final int LEAST = 64 * 1024;

  private static final long SAVE_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** Between two looks at whether a pass is due. */
  private static final long IDLE_MILLIS = 1000;

  private final String resource;
  private final MetadataWriter metadata;
  private final AllocationCache cache;
  private final Verification verification;
  private final ScrubMemory memory;
  private final InstantSource clock;
  private final BooleanSupplier paused;
  private final Thread thread;
  private volatile long rate;
  private volatile long intervalMillis;
  private volatile boolean closing;
  private volatile ScrubProgress progress = ScrubProgress.NONE;
  private long savedAt = System.nanoTime();
  private long owed;

  /** Counted down when it ends; its thread must not be interrupted, which would close files. */
  private final CountDownLatch end = new CountDownLatch(1);

  /**
   * Starts it.
   *
   * @param resource id, for the log
   * @param paused whether the resource is not to be touched now
   * @param config how quickly and how often
   */
  public Scrubber(
      String resource,
      MetadataWriter metadata,
      AllocationCache cache,
      Verification verification,
      ScrubMemory memory,
      InstantSource clock,
      BooleanSupplier paused,
      IntegrityConfig config) {
    this.resource = resource;
    this.metadata = metadata;
    this.cache = cache;
    this.verification = verification;
    this.memory = memory;
    this.clock = clock;
    this.paused = paused;
    configure(config);
    this.thread = new Thread(this::run, "depot-scrub-" + resource);
    thread.setDaemon(true);
    thread.start();
  }

  public ScrubProgress progress() {
    return progress;
  }

  /** From now on so quickly and so often. */
  public final void configure(IntegrityConfig config) {
    rate = config.scrubRate();
    intervalMillis = config.scrubInterval().toMillis();
  }

  private void run() {
    load();
    try {
      while (!closing) {
        if (goesOn() && isDue()) {
          pass();
        }
        sleep(TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS));
      }
      save();
    } catch (InterruptedException e) {
      log.debug("The scrubber of resource {} is interrupted", resource);
    } catch (RuntimeException e) {
      log.error("The scrubber of resource {} ends; it begins again at the next start", resource, e);
    }
  }

  private boolean goesOn() {
    return !closing && rate > 0 && !paused.getAsBoolean();
  }

  /** A pass that was interrupted goes on at once; a clock that was set back delays nothing. */
  private boolean isDue() {
    long since = clock.millis() - progress.lastPassMillis();
    return progress.position() > 0 || since < 0 || since >= intervalMillis;
  }

  private void pass() throws InterruptedException {
    ScrubProgress before = progress;
    while (goesOn()) {
      List<AllocationRecord> batch;
      try {
        batch = metadata.list(Selection.all(progress.position()), BATCH);
      } catch (SQLException e) {
        log.warn("Resource {} can not be scrubbed now", resource, e);
        return;
      }
      if (batch.isEmpty()) {
        progress = progress.passed(clock.millis());
        log.debug("Resource {} is scrubbed: {}", resource, progress);
        if (progress.adopted() > before.adopted()) {
          log.info(
              "Resource {}: {} blocks had no checksum and were given one",
              resource,
              progress.adopted() - before.adopted());
        }
        save();
        return;
      }
      for (AllocationRecord record : batch) {
        scrub(record);
        if (!goesOn()) {
          return; // Perhaps in the midst of it.
        }
        progress = progress.at(record.id());
        if (System.nanoTime() - savedAt > SAVE_NANOS) {
          save();
        }
      }
    }
  }

  private void scrub(AllocationRecord record) throws InterruptedException {
    if (!record.isLive() || record.isAlias() || record.size() == 0 || !FileSums.guards(record)) {
      return;
    }
    try {
      Allocation allocation = cache.pin(record.id());
      if (allocation == null) {
        return;
      }
      try (AllocationHandle handle = new AllocationHandle(allocation, cache)) {
        scrub(handle.allocation());
      }
    } catch (SQLException | IOException e) {
      log.warn("Allocation {} can not be scrubbed", Long.toHexString(record.id()), e);
      sleep(TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS));
    } catch (RefusedException e) {
      log.debug("Allocation {} went before it was scrubbed", Long.toHexString(record.id()));
    }
  }

  private void scrub(Allocation allocation)
      throws IOException, RefusedException, InterruptedException {
    long block = 0;
    Verification.Step step;
    do {
      long began = System.nanoTime();
      step = verification.scrub(allocation, block, STEP);
      progress = progress.plus(step.bytes(), step.bad(), step.adopted());
      block += STEP;
      pause(Math.max(LEAST, step.bytes()), System.nanoTime() - began);
    } while (!step.done() && goesOn());
  }

  /** Sleeps so long that the rate is kept, in pieces that are worth it. */
  private void pause(long bytes, long worked) throws InterruptedException {
    long now = rate;
    if (now > 0) {
      long due = (long) ((double) bytes / now * 1e9) - worked;
      owed += Math.max(due, worked);
    }
    if (owed > 5_000_000) {
      sleep(owed);
      owed = 0;
    }
  }

  private void sleep(long nanos) throws InterruptedException {
    closing |= end.await(nanos, TimeUnit.NANOSECONDS);
  }

  private void load() {
    try {
      String[] numbers = memory.load().strip().split(" ", 2);
      if (numbers.length == 2) {
        progress =
            new ScrubProgress(0, Long.parseLong(numbers[1]), 0, 0, 0, Long.parseLong(numbers[0]));
      }
    } catch (IOException | NumberFormatException e) {
      log.warn("The scrubber of resource {} begins anew", resource, e);
    }
  }

  private void save() {
    savedAt = System.nanoTime();
    ScrubProgress now = progress;
    try {
      memory.save(now.position() + " " + now.lastPassMillis() + "\n");
    } catch (IOException e) {
      log.debug("How far resource {} is scrubbed can not be saved", resource, e);
    }
  }

  /** Ends it; waits a little for what it is at. */
  @Override
  public void close() {
    closing = true;
    end.countDown();
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
