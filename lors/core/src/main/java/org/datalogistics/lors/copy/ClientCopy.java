package org.datalogistics.lors.copy;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.ibp.client.LoadSink;
import org.datalogistics.ibp.client.Payload;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.run.Watch;
import org.jspecify.annotations.Nullable;

/** Copies through this process, chunk after chunk in one buffer. */
final class ClientCopy {
  /** Fewest bytes at a time. */
  static final int SMALLEST = 64 << 10;

  /** Most bytes at a time. */
  static final int LARGEST = 4 << 20;

  private final DepotOperations depots;
  private final Watch watch;
  private final Capability read;
  private final Capability write;
  private final int chunk;
  private final CompletableFuture<Long> result = new Result();
  private volatile @Nullable CompletableFuture<Long> step;

  ClientCopy(DepotOperations depots, Watch watch, Capability read, Capability write, int chunk) {
    this.depots = depots;
    this.watch = watch;
    this.read = read;
    this.write = write;
    this.chunk = chunk;
  }

  /** Cancelling it ends the transfer under way. */
  private final class Result extends CompletableFuture<Long> {
    @Override
    public boolean cancel(boolean mayInterrupt) {
      boolean cancelled = super.cancel(mayInterrupt);
      CompletableFuture<Long> running = step;
      if (running != null) {
        running.cancel(mayInterrupt);
      }
      return cancelled;
    }
  }

  /** Appends a range of the source to the target; the result is its length. */
  CompletableFuture<Long> run(long start, long length) {
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(chunk, length));
    load(buffer, start, 0, length);
    return result;
  }

  private void load(ByteBuffer buffer, long start, long done, long length) {
    if (done == length || result.isDone()) {
      result.complete(done);
      return;
    }
    int part = (int) Math.min(buffer.capacity(), length - done);
    buffer.clear().limit(part);
    begin(
            depots
                .within(watch.transferLimit(part))
                .load(read, start + done, part, LoadSink.to(buffer)))
        .whenComplete(
            (loaded, failure) -> {
              if (failure != null) {
                result.completeExceptionally(failure);
              } else if (loaded != part) {
                result.completeExceptionally(
                    new LorsException(
                        "LOAD from "
                            + read.depot()
                            + " gave "
                            + loaded
                            + " of "
                            + part
                            + " bytes"));
              } else {
                store(buffer.flip(), start, done, length);
              }
            });
  }

  private void store(ByteBuffer buffer, long start, long done, long length) {
    int part = buffer.remaining();
    begin(depots.within(watch.transferLimit(part)).store(write, Payload.of(buffer)))
        .whenComplete(
            (stored, failure) -> {
              if (failure != null) {
                result.completeExceptionally(failure);
              } else {
                load(buffer, start, done + part, length);
              }
            });
  }

  private CompletableFuture<Long> begin(CompletableFuture<Long> future) {
    step = future;
    if (result.isDone()) {
      future.cancel(true);
    }
    return future;
  }
}
