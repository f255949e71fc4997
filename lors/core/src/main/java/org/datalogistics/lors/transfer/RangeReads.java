package org.datalogistics.lors.transfer;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.plan.DepotLoads;
import org.datalogistics.lors.plan.DownloadScheduler;
import org.datalogistics.lors.plan.Fetch;
import org.datalogistics.lors.plan.FetchPolicy;
import org.datalogistics.lors.plan.Piece;
import org.datalogistics.lors.plan.PieceList;
import org.jspecify.annotations.Nullable;

/**
 * Any number of ranges read into memory at the same time, over few connections, the first asked for
 * first. {@link #read} may be called by any thread; all else belongs to the thread of the inbox.
 */
final class RangeReads {
  private final Fetcher.Tools tools;
  private final PieceList pieces = PieceList.growing();
  private final Map<Integer, Part> parts = new HashMap<>();
  private final DownloadScheduler scheduler;
  private final Fetcher fetcher;
  private boolean closed;

  /**
   * A range to be read.
   *
   * @param rebuilder what to do when its copies fail
   * @param slices what that rebuilder reads with
   * @param impatient whether whoever reads has another way to the bytes
   */
  record Job(
      ByteRange range,
      List<Piece> pieces,
      Rebuilder rebuilder,
      @Nullable SliceReader slices,
      boolean impatient) {}

  /** A job under way. */
  private static final class Whole {
    private final Job job;
    private final ByteBuffer bytes;
    private final CompletableFuture<ByteBuffer> result;
    private int missing;

    Whole(Job job, ByteBuffer bytes, CompletableFuture<ByteBuffer> result) {
      this.job = job;
      this.bytes = bytes;
      this.result = result;
      this.missing = job.pieces().size();
    }
  }

  private record Part(Whole whole, ByteRange range) {}

  RangeReads(Fetcher.Tools tools, FetchPolicy policy, DepotLoads loads) {
    this.tools = tools;
    this.scheduler = new DownloadScheduler(pieces, policy, false, this::rebuilds, loads);
    this.fetcher = new Fetcher(pieces, scheduler, tools, new Parts());
  }

  /**
   * Reads a range.
   *
   * @param bytes where to, from its position on, with room for the range
   * @return the same, its position where it was, its limit at the end of the range
   */
  CompletableFuture<ByteBuffer> read(Job job, ByteBuffer bytes) {
    CompletableFuture<ByteBuffer> result = new CompletableFuture<>();
    ByteBuffer view = bytes.duplicate();
    view.limit(view.position() + (int) job.range().length());
    tools.inbox().post(() -> begin(new Whole(job, view, result)));
    return result;
  }

  private void begin(Whole whole) {
    if (closed) {
      whole.result.completeExceptionally(new LorsException("the reader is closed"));
      return;
    }
    for (Piece piece : whole.job.pieces()) {
      parts.put(pieces.add(piece), new Part(whole, piece.range()));
    }
    if (whole.missing == 0) {
      whole.result.complete(whole.bytes);
    }
    start(System.nanoTime());
  }

  /** Starts what there is to start and ends what is silent. */
  void start(long now) {
    fetcher.start(now);
    fetcher.stopStalled(now);
  }

  /** Nanoseconds after which {@link #start} may find more to do. */
  long waitNanos() {
    return scheduler.waitNanos();
  }

  /** Whether nothing is being read. */
  boolean isIdle() {
    return parts.isEmpty();
  }

  /** Fails what is being read. */
  void close() {
    closed = true;
    fetcher.close();
    for (Part part : parts.values()) {
      part.whole.result.completeExceptionally(new LorsException("the reader was closed"));
    }
    parts.clear();
  }

  private Part part(int piece) {
    Part part = parts.get(piece);
    if (part == null) {
      throw new IllegalStateException("piece " + piece + " is not wanted");
    }
    return part;
  }

  private int rebuilds(int piece) {
    Job job = part(piece).whole.job;
    return job.impatient()
        ? DownloadScheduler.Rebuilds.ELSEWHERE.most(piece)
        : RebuildJob.most(job.rebuilder(), part(piece).range, tools.memory());
  }

  private final class Parts implements Fetcher.Owner {
    @Override
    public PiecePlace makePlace(int piece) {
      Part part = part(piece);
      Whole whole = part.whole;
      int at = (int) (part.range.offset() - whole.job.range().offset()) + whole.bytes.position();
      return new BufferPlace(part.range, whole.bytes.slice(at, (int) part.range.length()));
    }

    @Override
    public void complete(int piece, PiecePlace place, @Nullable Fetch fetch) {
      Part part = parts.remove(piece);
      if (part != null && --part.whole.missing == 0) {
        part.whole.result.complete(part.whole.bytes);
      }
    }

    @Override
    public void lost(int piece, Set<String> reasons) {
      Part part = parts.remove(piece);
      if (part != null) {
        part.whole.result.completeExceptionally(
            new LorsException(
                "bytes "
                    + part.range
                    + " cannot be read: "
                    + (reasons.isEmpty() ? "there is no copy" : String.join("; ", reasons))));
      }
    }

    @Override
    public void failed(LocalWriteException failure) {
      throw new IllegalStateException("memory takes all bytes", failure);
    }

    @Override
    public RebuildJob rebuild(int piece, PiecePlace place) {
      Job job = part(piece).whole.job;
      SliceReader slices = job.slices();
      if (slices == null) {
        throw new IllegalStateException("nothing to rebuild " + place.range() + " from");
      }
      return new RebuildJob(job.rebuilder(), slices, place, tools.memory());
    }
  }
}
