package org.datalogistics.lors.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.datalogistics.lors.run.Failures;
import org.datalogistics.lors.run.Inbox;
import org.jspecify.annotations.Nullable;

/**
 * Writes finished pieces to a channel in order, on a thread of its own, so that a slow reader at
 * the other end holds nothing else up. All state belongs to the operation's thread.
 */
final class OrderedWriter implements AutoCloseable {
  /** Bytes written at once: the wish to stop is noticed in between. */
  private static final int WRITE_SIZE = 1 << 20;

  private final WritableByteChannel channel;
  private final Inbox inbox;
  private final int prebuffer;
  private final ExecutorService thread = Workers.pool("lors-writer", 1);
  private final Map<Integer, MemoryPlace> ready = new HashMap<>();
  private final Delivered delivered;
  private int next;
  private boolean started;
  private boolean busy;
  private @Nullable IOException failure;

  /** Is told when a piece has been written. */
  @FunctionalInterface
  interface Delivered {
    void delivered(int piece);
  }

  OrderedWriter(WritableByteChannel channel, int prebuffer, Inbox inbox, Delivered delivered) {
    this.channel = channel;
    this.prebuffer = prebuffer;
    this.inbox = inbox;
    this.delivered = delivered;
  }

  /** A piece is complete and its place closed. */
  void add(int piece, MemoryPlace place) {
    ready.put(piece, place);
  }

  /**
   * Writes on if the next piece is there.
   *
   * @param last whether no more pieces will come, so that waiting for more is useless
   */
  void advance(boolean last) {
    MemoryPlace place = busy ? null : ready.get(next);
    if (place == null || failure != null || (!started && !last && ready.size() < prebuffer)) {
      return;
    }
    ready.remove(next);
    started = true;
    busy = true;
    ByteBuffer bytes = place.bytes();
    Workers.call(thread, () -> write(bytes))
        .whenComplete((nothing, problem) -> inbox.post(() -> written(place, problem)));
  }

  private boolean write(ByteBuffer bytes) throws IOException {
    int end = bytes.limit();
    while (bytes.position() < end) {
      bytes.limit(Math.min(end, bytes.position() + WRITE_SIZE));
      channel.write(bytes);
    }
    return true;
  }

  private void written(MemoryPlace place, @Nullable Throwable problem) {
    busy = false;
    if (problem != null) {
      Throwable cause = Failures.cause(problem);
      failure =
          new LocalWriteException(cause instanceof IOException io ? io : new IOException(cause));
      return;
    }
    place.recycle();
    delivered.delivered(next);
    next++;
  }

  /** Pieces written. */
  int written() {
    return next;
  }

  /** Throws what went wrong while writing. */
  void check() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
