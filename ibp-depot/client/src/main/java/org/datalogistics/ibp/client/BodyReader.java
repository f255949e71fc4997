package org.datalogistics.ibp.client;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The body of the answer that a connection is reading; belongs to its event loop. */
final class BodyReader {
  private final Connection connection;
  private @Nullable BodyFlow flow;
  private long remaining;

  BodyReader(Connection connection) {
    this.connection = connection;
  }

  /** So many bytes follow. */
  void begin(long length) {
    remaining = length;
  }

  /** Bytes that have not arrived; 0 if no body is being read. */
  long remaining() {
    return remaining;
  }

  /** Whether whoever takes the bytes wants no more for now. */
  boolean isPaused() {
    return flow != null && flow.isPaused();
  }

  /**
   * Hands on what has arrived of the body.
   *
   * @throws IOException if the consumer failed, or the bytes were wrong, on a connection of its
   *     own; on a shared one the rest is read for the sake of the others
   */
  void read(Flight<?> flight, ByteBuf bytes) throws IOException {
    int length = (int) Math.min(remaining, bytes.readableBytes());
    BodyFlow present = flow;
    if (present == null) {
      present = new BodyFlow(connection);
      if (!flight.call.spec().exclusive()) { // Neighbours do not wait for a sink.
        present.end();
      }
      flow = present;
    }
    remaining -= length;
    ByteBuf part = bytes.readSlice(length);
    if (flight.call.isDone()) { // Nobody waits for it any more.
      return;
    }
    try {
      flight.reply.body(part, present);
    } catch (IOException | RuntimeException e) {
      if (flight.call.spec().exclusive()) {
        throw e;
      }
      flight.call.fail(e);
    }
  }

  /** What is to be waited for before the complete body counts; null if nothing. */
  static @Nullable CompletableFuture<?> unsettled(Flight<?> flight) {
    if (flight.call.isDone()) {
      return null;
    }
    CompletableFuture<?> verification = flight.reply.verification();
    boolean right = verification.isDone() && !verification.isCompletedExceptionally();
    return right ? null : verification;
  }

  /** The answer is over, complete or not. */
  void end() {
    remaining = 0;
    BodyFlow present = flow;
    if (present != null) {
      present.end();
      flow = null;
    }
  }
}
