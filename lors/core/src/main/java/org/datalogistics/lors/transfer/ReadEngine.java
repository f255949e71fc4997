package org.datalogistics.lors.transfer;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.condition.KeyRing;
import org.datalogistics.lors.plan.DepotLoads;
import org.datalogistics.lors.plan.FetchPolicy;
import org.datalogistics.lors.run.Inbox;
import org.jspecify.annotations.Nullable;

/**
 * Reads ranges of any number of opened files, as many at the same time as are asked for, over few
 * connections. What is learnt of a depot by one read serves all others: which are fast, which are
 * down. Fetches that are late are made once more elsewhere, as in a {@link Download}; what no copy
 * gives is rebuilt from a coding group.
 *
 * <p>Thread-safe. Has one thread of its own while it is used, and workers for conditioned data.
 */
public final class ReadEngine implements AutoCloseable {
  private static final int REDUNDANCY = 2;

  /** The thread looks at least so often while something is under way. */
  private static final long TICK = Duration.ofMillis(200).toNanos();

  private static final long IDLE = Duration.ofHours(1).toNanos();
  private static final Duration SLOWEST = Duration.ofSeconds(20);

  private final InstantSource clock;
  private final ReadLimits limits;
  private final Inbox inbox = new Inbox();
  private final ExecutorService workers =
      Workers.pool("lors-worker", Runtime.getRuntime().availableProcessors());
  private final RangeReads reads;
  private final RangeReads sliceReads;

  private final Object lock = new Object();
  // Guarded by the lock.
  private @Nullable Thread thread;
  private boolean closed;

  /** An engine over a client; the clock tells which extents have expired. */
  public ReadEngine(
      DepotOperations depots, InstantSource clock, ReadLimits limits, TransferListener listener) {
    this.clock = clock;
    this.limits = limits;
    FetchPolicy policy =
        new FetchPolicy(
            limits.threads(), limits.perDepot(), REDUNDANCY, FetchPolicy.DEFAULTS.progress(), 0);
    DepotLoads loads = new DepotLoads();
    this.reads = new RangeReads(tools(depots, listener), policy, loads);
    this.sliceReads = new RangeReads(tools(depots, TransferListener.NONE), policy, loads);
  }

  private Fetcher.Tools tools(DepotOperations depots, TransferListener listener) {
    return new Fetcher.Tools(depots, inbox, workers, listener, ReadEngine::limit, limits.memory());
  }

  /** What one fetch of so many bytes may take (LoRS spec 6.2). */
  private static Duration limit(long bytes) {
    Duration byRate = Duration.ofSeconds(bytes / (10 << 10) + 10);
    return byRate.compareTo(SLOWEST) > 0 ? byRate : SLOWEST;
  }

  /**
   * Opens a file: its extents are sorted once, for all reads.
   *
   * @param keys where the keys are that the exNode only names
   */
  public OpenedFile open(ExNode exNode, KeyRing keys) {
    return new OpenedFile(this, exNode, keys);
  }

  InstantSource clock() {
    return clock;
  }

  ReadLimits limits() {
    return limits;
  }

  /** Where rebuilders of opened files read slices. */
  RangeReads sliceReads() {
    return sliceReads;
  }

  CompletableFuture<ByteBuffer> read(RangeReads.Job job, ByteBuffer bytes) {
    synchronized (lock) {
      if (closed) {
        return CompletableFuture.failedFuture(new IllegalStateException("the engine is closed"));
      }
      if (thread == null) {
        thread = new Thread(this::run, "lors-reads");
        thread.setDaemon(true);
        thread.start();
      }
      return reads.read(job, bytes);
    }
  }

  private void run() {
    try {
      while (!isClosed()) {
        long now = System.nanoTime();
        reads.start(now);
        sliceReads.start(now);
        boolean idle = reads.isIdle() && sliceReads.isIdle();
        long wait = Math.min(reads.waitNanos(), sliceReads.waitNanos());
        inbox.run(idle ? IDLE : Math.min(TICK, wait));
      }
    } catch (InterruptedException e) {
      // Nobody else has this thread: the engine is to end.
    } finally {
      close();
      reads.close();
      sliceReads.close();
      inbox.drain(); // Reads that were asked for and not begun fail now.
      workers.shutdownNow();
    }
  }

  private boolean isClosed() {
    synchronized (lock) {
      return closed;
    }
  }

  /** Fails what is being read. The client is not closed. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      if (thread == null) {
        workers.shutdownNow();
      }
    }
    inbox.post(() -> {});
  }
}
