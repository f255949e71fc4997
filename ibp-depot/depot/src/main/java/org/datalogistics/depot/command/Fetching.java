package org.datalogistics.depot.command;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.data.Incoming;
import org.datalogistics.depot.payload.PayloadBudget;
import org.datalogistics.depot.payload.PayloadPump;
import org.datalogistics.depot.payload.PayloadSink;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.client.LoadSink;

/**
 * One copy from another depot into an upload. The bytes come in on a thread of the network, which
 * only hands them on; disk threads write them, and the other depot is held back while many wait.
 */
final class Fetching implements LoadSink {
  private final Incoming target;
  private final PayloadPump pump;
  private final CompletableFuture<Void> written = new CompletableFuture<>();
  private volatile LoadSink.Flow flow = NOTHING_HELD;

  private static final LoadSink.Flow NOTHING_HELD =
      new LoadSink.Flow() {
        @Override
        public void pause() {}

        @Override
        public void resume() {}
      };

  /** Starts the LOAD at the other depot, with this to take the bytes. */
  interface Source {
    CompletableFuture<Long> into(LoadSink sink);
  }

  Fetching(Incoming target, PayloadBudget budget) {
    this.target = target;
    this.pump = new PayloadPump(target, new OnDiskThreads(target), budget, new Progress());
  }

  /**
   * Copies.
   *
   * @param result when it is done first, the copy is broken off
   * @return the number of bytes when they count
   */
  CompletableFuture<Long> start(Source source, CompletableFuture<?> result) {
    CompletableFuture<Long> fetched = source.into(this);
    if (target.length() == 0) {
      written.complete(null);
    }
    result.whenComplete(
        (answer, failure) -> { // Nobody waits for it any more.
          fetched.cancel(false);
          pump.abort();
        });
    written.whenComplete(
        (done, failure) -> {
          if (failure != null) {
            fetched.cancel(false); // The disk refused: nothing more is wanted.
          }
        });
    CompletableFuture<Long> copied = new CompletableFuture<>();
    fetched.whenComplete(
        (length, failure) -> {
          if (failure != null) {
            takeBack();
            copied.completeExceptionally(written.isCompletedExceptionally() ? cause() : failure);
          } else if (pump.missing() > 0) {
            takeBack();
            copied.completeExceptionally(
                new RefusedException(IbpError.WOULD_EXCEED_LIMIT, "the source has fewer bytes"));
          } else {
            written.whenComplete((done, trouble) -> commit(copied, trouble));
          }
        });
    return copied;
  }

  /** Also what is all written already, as when a digest turns out to be wrong. */
  private void takeBack() {
    pump.abort();
    written.thenRun(target::abort);
  }

  private Throwable cause() {
    return written.handle((done, failure) -> failure).join();
  }

  private void commit(CompletableFuture<Long> copied, Throwable trouble) {
    if (trouble != null) {
      copied.completeExceptionally(trouble);
      return;
    }
    target
        .disk()
        .executeLong(
            () ->
                target
                    .commit()
                    .whenComplete(
                        (count, failure) -> {
                          if (failure != null) {
                            copied.completeExceptionally(failure);
                          } else {
                            copied.complete(count);
                          }
                        }));
  }

  @Override
  public void accept(ByteBuf bytes, LoadSink.Flow from) {
    flow = from;
    if (!pump.offer(bytes.retainedSlice())) {
      from.pause();
      if (!pump.isFull()) {
        from.resume(); // It was drained in between, and told so to no effect.
      }
    }
  }

  /** What the pump tells, on disk threads. */
  private final class Progress implements PayloadPump.Listener {
    @Override
    public void drained() {
      flow.resume();
    }

    @Override
    public void written() {
      written.complete(null);
    }

    @Override
    public void failed(Throwable cause) {
      written.completeExceptionally(cause);
    }
  }

  private record OnDiskThreads(Incoming target) implements PayloadSink {
    @Override
    public void write(ByteBuf bytes) throws IOException, RefusedException {
      for (ByteBuffer part : bytes.nioBuffers()) {
        target.write(part);
      }
    }

    @Override
    public Executor executor() {
      return target.disk()::executeLong;
    }

    @Override
    public void inTurn(Runnable work) {
      target.disk().executeLong(work);
    }

    @Override
    public long wireLength() {
      return target.length();
    }
  }
}
