package org.datalogistics.lors.transfer;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.plan.DepotLoads;
import org.datalogistics.lors.plan.Piece;
import org.datalogistics.lors.plan.SourceIndex;
import org.datalogistics.lors.run.Inbox;
import org.jspecify.annotations.Nullable;

/**
 * A file opened for reading any number of ranges at the same time: planned once, over few
 * connections, with one memory of which depots are quick and which fail. Safe for use by many
 * threads. Holds a thread of its own until it is closed.
 */
public final class ExNodeReader implements Closeable {
  /** Most bytes of one {@link #read}. */
  public static final int MOST = 64 << 20;

  /** Loads below this rate are given up (LoRS spec 6.2), but none within 20 s. */
  private static final long SLOWEST = 10 << 10;

  /** So many pieces should fit into the memory. */
  private static final int PIECES_HELD = 4;

  private final DownloadRequest request;
  private final SourceIndex index;
  private final Rebuilder rebuilder;
  private final long memory;
  private final Inbox inbox = new Inbox();
  private final ExecutorService workers =
      Workers.pool("lors-read-worker", Runtime.getRuntime().availableProcessors());
  private final RangeReads reads;
  private final RangeReads sliceReads;
  private final SliceReader slices;
  private final Thread owner;

  // Of the owner:
  private final Queue<Wanted> waiting = new ArrayDeque<>();
  private long inFlight;
  private boolean closing;

  private record Wanted(ByteRange range, CompletableFuture<ByteBuffer> result) {}

  /**
   * Opens what a request asks for; its prebuffer is of no meaning here. Nothing is read yet.
   *
   * @param clock tells which extents have expired
   */
  public ExNodeReader(DownloadRequest request, DepotOperations depots, InstantSource clock) {
    this.request = request;
    ExNode exNode = request.exNode();
    this.memory = Math.min(request.limits().memory(), Runtime.getRuntime().maxMemory() / 2);
    this.index =
        SourceIndex.of(
            exNode,
            CodingRebuilder.reach(exNode, request.range()),
            clock.instant(),
            request.keys());
    this.rebuilder = CodingRebuilder.of(exNode);
    DepotLoads loads = new DepotLoads();
    Fetcher.Tools tools =
        new Fetcher.Tools(depots, inbox, workers, TransferListener.NONE, this::limit, memory);
    this.reads = new RangeReads(tools, request.policy(), loads);
    this.sliceReads = new RangeReads(tools, request.policy(), loads);
    this.slices = new ExtentSlices(index, request.keys(), clock, sliceReads);
    this.owner = new Thread(this::run, "lors-reader");
    owner.setDaemon(true);
    owner.start();
  }

  /** The bytes of the file that may be read. */
  public ByteRange range() {
    return request.range();
  }

  /** The longest that one read may take. */
  public Duration timeout() {
    return request.limits().timeout();
  }

  /** Most bytes that are worth asking for at once. */
  public int pieceSize() {
    return (int) Math.min(MOST, request.pieceSize());
  }

  /**
   * Reads bytes into a new buffer. Waits for its turn while the memory is used by others; to give
   * up cancel the future. It completes on a thread of the reader, which must not be made to wait.
   *
   * @param range within {@link #range()}, at most {@value #MOST} bytes
   */
  public CompletableFuture<ByteBuffer> read(ByteRange range) {
    if (!request.range().contains(range) || range.length() > MOST) {
      throw new IllegalArgumentException(
          "bytes %s of %s, at most %d at once".formatted(range, request.range(), MOST));
    }
    Wanted wanted = new Wanted(range, new CompletableFuture<>());
    inbox.post(() -> want(wanted));
    return wanted.result;
  }

  private Duration limit(long bytes) {
    Duration byRate = Duration.ofSeconds(Math.max(20, bytes / SLOWEST + 10));
    return byRate.compareTo(timeout()) < 0 ? byRate : timeout();
  }

  private void run() {
    try {
      while (!closing) {
        admit();
        long now = System.nanoTime();
        reads.start(now);
        sliceReads.start(now);
        boolean idle = reads.isIdle() && sliceReads.isIdle();
        inbox.run(
            idle
                ? Long.MAX_VALUE
                : Math.min(
                    TimeUnit.MILLISECONDS.toNanos(200),
                    Math.min(reads.waitNanos(), sliceReads.waitNanos())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // by nobody we know: ends like a close
    } finally {
      closing = true;
      reads.close();
      sliceReads.close();
      waiting.forEach(wanted -> wanted.result.completeExceptionally(closed()));
      waiting.clear();
      workers.shutdownNow();
    }
  }

  private void want(Wanted wanted) {
    if (closing) {
      wanted.result.completeExceptionally(closed());
    } else {
      waiting.add(wanted);
    }
  }

  private static LorsException closed() {
    return new LorsException("the file was closed");
  }

  /** Begins what the memory has room for, at least one read. */
  private void admit() {
    for (Wanted next = waiting.peek();
        next != null && (inFlight == 0 || inFlight + next.range.length() <= memory);
        next = waiting.peek()) {
      waiting.remove();
      if (!next.result.isDone()) {
        begin(next);
      }
    }
  }

  private void begin(Wanted wanted) {
    long length = wanted.range.length();
    RangeReads.Job job;
    try {
      long piece = Math.max(1, Math.min(request.pieceSize(), length));
      job =
          new RangeReads.Job(
              wanted.range,
              index.pieces(wanted.range, piece, memory / PIECES_HELD),
              rebuilder,
              slices,
              false);
    } catch (LorsException e) {
      wanted.result.completeExceptionally(e);
      return;
    }
    for (Piece piece : job.pieces()) {
      if (piece.sources().isEmpty() && rebuilder.memory(piece.range()) == 0) {
        wanted.result.completeExceptionally(
            new LorsException("bytes " + piece.range() + " cannot be read: there is no copy"));
        return;
      }
    }
    inFlight += length;
    reads
        .read(job, ByteBuffer.allocate((int) length))
        .whenComplete((bytes, failure) -> ended(wanted, bytes, failure));
  }

  /** On the owner's thread, which completes all reads. */
  private void ended(Wanted wanted, @Nullable ByteBuffer bytes, @Nullable Throwable failure) {
    inFlight -= wanted.range.length();
    if (failure != null) {
      wanted.result.completeExceptionally(failure);
    } else {
      wanted.result.complete(bytes);
    }
  }

  /** Fails what is being read, waits up to 5 s for the end of its thread. */
  @Override
  public void close() {
    inbox.post(() -> closing = true);
    try {
      owner.join(5000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
