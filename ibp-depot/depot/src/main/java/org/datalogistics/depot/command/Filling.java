package org.datalogistics.depot.command;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.data.DataFileException;
import org.datalogistics.depot.data.Incoming;
import org.datalogistics.depot.data.Reading;
import org.datalogistics.ibp.ByteRange;
import org.datalogistics.ibp.IbpError;

/**
 * One copy from a data file into an upload. The bytes pass through a buffer that fits into the
 * processor's cache, so that the checksums of both sides are looked at and made on the way.
 */
final class Filling {
  /** Bytes that are read before they are written. */
  static final int BUFFER = 256 * 1024;

  /** Bytes copied before another copy gets its turn. */
  private static final long TURN = 32L * 1024 * 1024;

  private final Reading source;
  private final List<ByteRange> pieces;
  private final Incoming target;
  private final CompletableFuture<?> result;
  private final Executor threads;
  private final CompletableFuture<Long> copied = new CompletableFuture<>();

  /** The piece that is being copied, and how much of it is. */
  private int piece;

  private long done;

  /**
   * @param pieces of the source's file, in the order in which the target takes them
   * @param result when it is done first, the copy is broken off
   */
  Filling(
      Reading source,
      List<ByteRange> pieces,
      Incoming target,
      CompletableFuture<?> result,
      Executor threads) {
    this.source = source;
    this.pieces = pieces;
    this.target = target;
    this.result = result;
    this.threads = threads;
  }

  /** Gives the number of bytes when they count. */
  CompletableFuture<Long> start() {
    next();
    return copied;
  }

  private void next() {
    try {
      threads.execute(this::turn);
    } catch (RejectedExecutionException e) {
      fail(new RefusedException(IbpError.RSRC_UNAVAIL, "the depot is closing"));
    }
  }

  private void turn() {
    ByteBuf buffer = ByteBufAllocator.DEFAULT.directBuffer(BUFFER);
    try {
      long left = TURN;
      while (target.missing() > 0 && left > 0) {
        left -= step(buffer);
      }
    } catch (IOException | RefusedException | RuntimeException e) {
      fail(e);
      return;
    } finally {
      buffer.release();
    }
    if (target.missing() > 0) {
      next();
      return;
    }
    target
        .commit()
        .whenComplete(
            (count, failure) -> {
              if (failure != null) {
                copied.completeExceptionally(failure);
              } else {
                copied.complete(count);
              }
            });
  }

  private long step(ByteBuf buffer) throws IOException, RefusedException {
    if (result.isDone()) {
      throw new RefusedException(IbpError.CLIENT_TIMEOUT, "nobody waits for the copy any more");
    }
    ByteRange range = pieces.get(piece);
    long at = range.offset() + done;
    int count = (int) Math.min(BUFFER, range.length() - done);
    if (!source.trusted(at, count)) {
      source.check(at, count);
    }
    read(buffer.clear(), at, count);
    target.write(buffer.nioBuffer(0, count));
    done += count;
    if (done == range.length()) {
      piece++;
      done = 0;
    }
    return count;
  }

  private void read(ByteBuf buffer, long at, int count) throws IOException {
    try {
      while (buffer.readableBytes() < count) {
        int had = buffer.readableBytes();
        if (buffer.writeBytes(source.channel(), at + had, count - had) < 0) {
          throw new EOFException("the source shrank during the copy");
        }
      }
    } catch (IOException e) {
      throw DataFileException.reading(e);
    }
  }

  private void fail(Exception cause) {
    target.abort();
    copied.completeExceptionally(cause);
  }
}
