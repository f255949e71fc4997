package org.datalogistics.depot.scrub;

import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationCache;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.data.Verification;
import org.datalogistics.depot.integrity.IntegrityConfig;
import org.datalogistics.depot.metadata.MetadataWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes through all allocations of a resource in the order of their ids, compares what they store
 * with its checksums, and gives blocks one that have none. After an unclean end it first looks for
 * nothing but the latter, which reads little else than the checksums: what was being overwritten
 * when the depot was killed is guarded again within minutes. On a thread of its own, at the pace of
 * {@link Tempo}. After a restart it goes on where it was.
 */
public final class Scrubber implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Scrubber.class);

  /** Blocks between two pauses: one mebibyte. */
  private static final int STEP = 16;

  /** What an allocation costs at least, however small it is. */
  private static final int LEAST = 64 * 1024;

  /** And where only its checksums are looked at: at 20 MiB/s, 5120 of them a second. */
  private static final int LEAST_MENDING = 4 * 1024;

  private static final long SAVE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final String resource;
  private final Verification verification;
  private final ScrubMemory memory;
  private final InstantSource clock;
  private final Tempo tempo;
  private final Rounds rounds;
  private final Thread thread;
  private volatile long intervalMillis;
  private volatile ScrubProgress progress = ScrubProgress.NONE;
  private long savedAt = System.nanoTime();

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
    this.verification = verification;
    this.memory = memory;
    this.clock = clock;
    this.tempo = new Tempo(paused);
    this.rounds = new Rounds(resource, metadata, cache, tempo);
    configure(config);
    load();
    this.thread = new Thread(this::run, "depot-scrub-" + resource);
    thread.setDaemon(true);
    thread.start();
  }

  public ScrubProgress progress() {
    return progress;
  }

  /** From now on so quickly and so often. */
  public final void configure(IntegrityConfig config) {
    tempo.setRate(config.scrubRate());
    intervalMillis = config.scrubInterval().toMillis();
  }

  private void run() {
    try {
      while (!tempo.isEnded()) {
        if (progress.isMending()) {
          mend();
        }
        if (!progress.isMending() && tempo.goesOn() && isDue()) {
          pass();
        }
        tempo.rest();
      }
      save();
    } catch (InterruptedException e) {
      log.debug("The scrubber of resource {} is interrupted", resource);
    } catch (RuntimeException e) {
      log.error("The scrubber of resource {} ends; it begins again at the next start", resource, e);
    }
  }

  /** A pass that was interrupted goes on at once; a clock that was set back delays nothing. */
  private boolean isDue() {
    long since = clock.millis() - progress.lastPassMillis();
    return progress.position() > 0 || since < 0 || since >= intervalMillis;
  }

  private void mend() throws InterruptedException {
    long before = progress.adopted();
    boolean all =
        rounds.run(
            progress.mended(),
            Verification::mayLackSums,
            this::mend,
            id -> reached(progress.mendedTo(id)));
    if (all) {
      progress = progress.mendedTo(ScrubProgress.WHOLE);
      log.info(
          "Resource {}: after an unclean end {} blocks had no checksum and were given one",
          resource,
          progress.adopted() - before);
      save();
    }
  }

  private void mend(Allocation allocation)
      throws IOException, RefusedException, InterruptedException {
    walk(block -> verification.mend(allocation, block, STEP), LEAST_MENDING);
  }

  private void pass() throws InterruptedException {
    long before = progress.adopted();
    boolean all =
        rounds.run(
            progress.position(), record -> true, this::scrub, id -> reached(progress.at(id)));
    if (all) {
      progress = progress.passed(clock.millis());
      log.debug("Resource {} is scrubbed: {}", resource, progress);
      if (progress.adopted() > before) {
        log.info(
            "Resource {}: {} blocks had no checksum and were given one",
            resource,
            progress.adopted() - before);
      }
      save();
    }
  }

  private void scrub(Allocation allocation)
      throws IOException, RefusedException, InterruptedException {
    walk(block -> verification.scrub(allocation, block, STEP), LEAST);
  }

  private interface Steps {
    Verification.Step at(long block) throws IOException, RefusedException;
  }

  private void walk(Steps steps, int least)
      throws IOException, RefusedException, InterruptedException {
    long block = 0;
    Verification.Step step;
    do {
      long began = System.nanoTime();
      step = steps.at(block);
      progress = progress.plus(step.bytes(), step.bad(), step.adopted());
      block = step.next();
      tempo.worked(Math.max(least, step.read()), System.nanoTime() - began);
    } while (!step.done() && tempo.goesOn());
  }

  private void reached(ScrubProgress next) {
    progress = next;
    if (System.nanoTime() - savedAt > SAVE_NANOS) {
      save();
    }
  }

  private void load() {
    try {
      String text = memory.load();
      ScrubProgress saved = ScrubProgress.parse(text);
      if (saved != null) {
        progress = saved;
      } else if (!text.isBlank()) {
        log.warn("The scrubber of resource {} begins anew: it had saved '{}'", resource, text);
      }
    } catch (IOException e) {
      log.warn("The scrubber of resource {} begins anew", resource, e);
    }
    if (memory.endedUncleanly()) {
      progress = progress.mendedTo(0);
    }
  }

  private void save() {
    savedAt = System.nanoTime();
    try {
      memory.save(progress.text());
    } catch (IOException e) {
      log.debug("How far resource {} is scrubbed can not be saved", resource, e);
    }
  }

  /** Ends it; waits a little for what it is at. */
  @Override
  public void close() {
    tempo.end();
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
