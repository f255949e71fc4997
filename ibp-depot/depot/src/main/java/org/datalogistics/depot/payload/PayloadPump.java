package org.datalogistics.depot.payload;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.data.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * Carries payload from the event loop to the disk in order, with a bounded number of bytes in
 * between.
 *
 * <p>{@link #offer} belongs to one event loop; the listener is called by whoever works for the
 * disk, which may be the event loop. After the last byte, a failure or an abort, the upload is
 * touched no more.
 */
public final class PayloadPump {
  /** What the connection hears of its payload. */
  public interface Listener {
    /** Few bytes are under way: the socket may be read again. */
    void drained();

    /** All bytes are written; {@link Incoming#commit} is next. */
    void written();

    /** The disk or the store refused; the upload is taken back already. */
    void failed(Throwable cause);
  }

  /** Memory that is taken at once; then others that need the same threads have their turn. */
  private static final int TURN = 1024 * 1024;

  private final Incoming incoming;
  private final PayloadSink sink;
  private final PayloadBudget budget;
  private final Listener listener;
  private final Queue<ByteBuf> queue = new ArrayDeque<>();
  private long missing;
  private long unwritten; // Of whoever works for the disk.
  private int underWay;
  private boolean working;
  private boolean stopped;
  private boolean overHighWater;

  /**
   * @param sink takes the bytes of that upload
   */
  public PayloadPump(Incoming incoming, PayloadSink sink, PayloadBudget budget, Listener listener) {
    this.incoming = incoming;
    this.sink = sink;
    this.budget = budget;
    this.listener = listener;
    this.missing = sink.wireLength();
    this.unwritten = missing;
  }

  /** Bytes not yet offered. */
  public long missing() {
    return missing;
  }

  /** Takes bytes over, at most {@link #missing}; false if the socket should not be read for now. */
  public boolean offer(ByteBuf bytes) {
    missing -= bytes.readableBytes();
    int memory = bytes.capacity(); // A few bytes may hold a large buffer.
    boolean start;
    synchronized (queue) {
      if (stopped) {
        bytes.release();
        return true;
      }
      queue.add(bytes);
      underWay += memory;
      budget.add(memory);
      overHighWater |= underWay > budget.share();
      start = !working;
      working = true;
    }
    if (start) {
      sink.executor().execute(this::work);
    }
    synchronized (queue) {
      return !overHighWater;
    }
  }

  /** Whether so many bytes are under way that {@link Listener#drained} will be told. */
  public boolean isFull() {
    synchronized (queue) {
      return overHighWater;
    }
  }

  /** Takes the upload back, at once or when the disk thread lets go of it. */
  public void abort() {
    boolean idle;
    synchronized (queue) {
      if (stopped) {
        return;
      }
      stopped = true;
      idle = !working;
      releaseAll();
    }
    if (idle) {
      incoming.abort();
    }
  }

  private void work() {
    for (long taken = 0; taken < TURN; ) {
      ByteBuf next = next();
      if (next == null) {
        return;
      }
      int memory = next.capacity();
      try {
        unwritten -= next.readableBytes();
        sink.write(next);
      } catch (IOException | RefusedException | RuntimeException | OutOfMemoryError e) {
        fail(e);
        return;
      } finally {
        next.release();
        budget.add(-memory);
      }
      if (unwritten == 0) {
        finish();
        return;
      }
      account(memory);
      taken += memory;
    }
    try {
      sink.inTurn(this::work);
    } catch (RejectedExecutionException e) {
      fail(e); // The depot is being closed.
    }
  }

  private @Nullable ByteBuf next() {
    boolean aborted;
    synchronized (queue) {
      aborted = stopped;
      ByteBuf next = queue.poll();
      if (next != null) {
        return next;
      }
      working = false;
    }
    if (aborted) {
      incoming.abort();
    }
    return null;
  }

  private void account(int memory) {
    boolean drained;
    synchronized (queue) {
      underWay -= memory;
      drained = overHighWater && underWay <= budget.share() / 4;
      overHighWater &= !drained;
    }
    if (drained) {
      listener.drained();
    }
  }

  private void finish() {
    boolean aborted;
    synchronized (queue) {
      aborted = stopped;
      stopped = true;
    }
    if (aborted) {
      incoming.abort();
    } else {
      listener.written();
    }
  }

  private void fail(Throwable cause) {
    boolean aborted;
    synchronized (queue) {
      aborted = stopped;
      stopped = true;
      releaseAll();
    }
    incoming.abort();
    if (!aborted) {
      listener.failed(cause);
    }
  }

  private void releaseAll() {
    for (ByteBuf bytes = queue.poll(); bytes != null; bytes = queue.poll()) {
      budget.add(-bytes.capacity());
      bytes.release();
    }
  }
}
