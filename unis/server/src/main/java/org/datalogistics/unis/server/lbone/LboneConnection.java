package org.datalogistics.unis.server.lbone;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import org.datalogistics.lbone.LboneError;
import org.datalogistics.lbone.LboneFormatException;
import org.datalogistics.lbone.LboneReply;
import org.datalogistics.lbone.LboneRequest;
import org.datalogistics.lbone.ReplyFormat;
import org.datalogistics.lbone.RequestFormat;

/**
 * One client: asks, gets its answer, goes. Everything happens on the selector's thread. What
 * follows behind a request is read and thrown away: closing with bytes unread would reset the
 * connection, and the client would lose its answer.
 */
final class LboneConnection {
  /** Bytes behind a request that are read before the connection is closed on them. */
  private static final int MOST_WASTE = 64 << 10;

  /** Connections that have asked for so little share no memory. */
  private static final int SMALL = RequestFormat.MESSAGE;

  private final SocketChannel channel;
  private final SelectionKey key;
  private final LboneLimits limits;
  private final MemoryBudget memory;
  private final Consumer<LboneRequest> work;
  private byte[] bytes = new byte[SMALL];
  private int count;
  private int needed = RequestFormat.HEAD;
  private long reserved;
  private ByteBuffer answer = ByteBuffer.allocate(0);
  private int wasted;
  private State state = State.ASKING;
  private long deadline;

  private enum State {
    ASKING,
    WAITING,
    ANSWERING,
    LEAVING
  }

  /**
   * A client that was just accepted.
   *
   * @param work is given its request, once
   */
  LboneConnection(
      SocketChannel channel,
      SelectionKey key,
      LboneLimits limits,
      MemoryBudget memory,
      Consumer<LboneRequest> work) {
    this.channel = channel;
    this.key = key;
    this.limits = limits;
    this.memory = memory;
    this.work = work;
    setDeadline(limits.request());
  }

  private void setDeadline(Duration time) {
    deadline = System.nanoTime() + time.toNanos();
  }

  boolean isOverdue(long now) {
    return state != State.WAITING && now - deadline >= 0;
  }

  /** The channel can be read or written. */
  void ready() throws IOException {
    switch (state) {
      case ASKING -> readRequest();
      case WAITING -> key.interestOps(0);
      case ANSWERING -> writeAnswer();
      case LEAVING -> waste();
    }
  }

  private void readRequest() throws IOException {
    try {
      boolean ended = fill();
      if (count >= needed) {
        submit();
      } else if (ended && count < RequestFormat.HEAD) {
        close();
      } else if (ended) {
        submit();
      }
    } catch (LboneFormatException e) {
      answer(new LboneReply.Failed(e.code()));
    }
  }

  /** Reads what is there, no further than the request; says whether the client has ended. */
  private boolean fill() throws IOException {
    while (count < needed) {
      int read = channel.read(ByteBuffer.wrap(bytes, count, needed - count));
      if (read <= 0) {
        return read < 0;
      }
      count += read;
      if (count == needed) {
        extend(RequestFormat.length(bytes, count));
      }
    }
    return false;
  }

  private void extend(int length) throws LboneFormatException {
    if (length > bytes.length) {
      // The answer to n entries may have n²/4 numbers, which are objects for a while.
      long entries = length / 266;
      long more = length + 10 * entries * entries;
      if (!memory.take(more)) {
        throw LboneFormatException.noMemory();
      }
      reserved += more;
      bytes = Arrays.copyOf(bytes, length);
    }
    needed = Math.max(needed, length);
  }

  private void submit() throws LboneFormatException {
    LboneRequest request = RequestFormat.parse(bytes, count);
    state = State.WAITING;
    key.interestOps(0);
    work.accept(request);
  }

  /** Sends the answer and then lets the client go. */
  void answer(LboneReply reply) throws IOException {
    byte[] printed = ReplyFormat.print(reply);
    // Who asked a long question has the room for its answer already.
    if (printed.length > SMALL && reserved == 0) {
      if (memory.take(printed.length)) {
        reserved = printed.length;
      } else {
        printed = ReplyFormat.print(new LboneReply.Failed(LboneError.NO_MEMORY));
      }
    }
    answer = ByteBuffer.wrap(printed);
    state = State.ANSWERING;
    setDeadline(limits.answer());
    writeAnswer();
  }

  /** The request cannot be answered now. */
  void overloaded() throws IOException {
    answer(new LboneReply.Failed(LboneError.NO_MEMORY));
  }

  private void writeAnswer() throws IOException {
    channel.write(answer);
    if (answer.hasRemaining()) {
      key.interestOps(SelectionKey.OP_WRITE);
      return;
    }
    channel.shutdownOutput();
    bytes = new byte[SMALL];
    answer = ByteBuffer.allocate(0);
    giveBackMemory();
    state = State.LEAVING;
    setDeadline(limits.farewell());
    key.interestOps(SelectionKey.OP_READ);
  }

  private void waste() throws IOException {
    int read = channel.read(ByteBuffer.wrap(bytes));
    wasted += Math.max(0, read);
    if (read < 0 || wasted > MOST_WASTE) {
      close();
    }
  }

  private void giveBackMemory() {
    memory.giveBack(reserved);
    reserved = 0;
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  /** Lets go of everything; harmless when repeated. */
  void close() {
    giveBackMemory();
    key.cancel();
    try {
      channel.close();
    } catch (IOException e) {
      // It is closed as far as it can be; nothing is left to do about it.
      key.cancel();
    }
  }
}
