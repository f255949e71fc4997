package org.datalogistics.lors.transfer;

import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.run.Failures;
import org.jspecify.annotations.Nullable;

/**
 * One piece on its way from other slices into its place, part by part so that memory is bounded.
 */
final class RebuildJob {
  /** Most bytes that are rebuilt at once. */
  static final long PART = 1 << 20;

  private static final long LEAST_PART = 64 << 10;

  private final Rebuilder rebuilder;
  private final SliceReader slices;
  private final PiecePlace place;
  private final long part;
  private final CompletableFuture<@Nullable Void> result = new CompletableFuture<>();
  private long done;

  RebuildJob(Rebuilder rebuilder, SliceReader slices, PiecePlace place, long memory) {
    this.rebuilder = rebuilder;
    this.slices = slices;
    this.place = place;
    this.part = part(rebuilder, place.range(), memory);
  }

  /** How many jobs may run at once; 0 when the range cannot be rebuilt. */
  static int most(Rebuilder rebuilder, ByteRange range, long memory) {
    long each = rebuilder.memory(range);
    if (each <= 0) {
      return 0;
    }
    long part = part(rebuilder, range, memory);
    long ofPart = rebuilder.memory(new ByteRange(range.offset(), part));
    return (int) Math.max(1, Math.min(8, memory / Math.max(1, ofPart)));
  }

  private static long part(Rebuilder rebuilder, ByteRange range, long memory) {
    long part = Math.min(PART, range.length());
    while (part > LEAST_PART
        && rebuilder.memory(new ByteRange(range.offset(), part)) > memory / 2) {
      part /= 2;
    }
    return part;
  }

  /** On the owner's thread; the result completes there too. */
  CompletableFuture<@Nullable Void> start(Fetcher.Tools tools) {
    next(tools);
    return result;
  }

  void stop() {
    result.completeExceptionally(new LorsException("stopped"));
  }

  private void next(Fetcher.Tools tools) {
    if (result.isDone()) {
      return;
    }
    ByteRange range = place.range();
    if (done == range.length()) {
      result.complete(null);
      return;
    }
    ByteRange wanted = new ByteRange(range.offset() + done, Math.min(part, range.length() - done));
    CompletableFuture<ByteBuffer> bytes;
    try {
      bytes = rebuilder.rebuild(wanted, slices, tools.workers());
    } catch (RuntimeException e) {
      bytes = CompletableFuture.failedFuture(e);
    }
    bytes.whenComplete(
        (data, failure) -> tools.inbox().post(() -> arrived(wanted, data, failure, tools)));
  }

  private void arrived(
      ByteRange wanted,
      @Nullable ByteBuffer data,
      @Nullable Throwable failure,
      Fetcher.Tools tools) {
    if (data == null) {
      result.completeExceptionally(Failures.cause(failure));
      return;
    }
    if (data.remaining() != wanted.length()) {
      result.completeExceptionally(
          new LorsException(data.remaining() + " bytes were rebuilt for " + wanted));
      return;
    }
    try {
      place.put(wanted.offset() - place.range().offset(), Unpooled.wrappedBuffer(data));
    } catch (IOException e) {
      result.completeExceptionally(e);
      return;
    }
    done += wanted.length();
    next(tools);
  }
}
