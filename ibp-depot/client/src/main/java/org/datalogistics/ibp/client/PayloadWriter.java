package org.datalogistics.ibp.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelProgressiveFuture;
import io.netty.channel.ChannelProgressiveFutureListener;
import io.netty.channel.ChannelProgressivePromise;
import io.netty.channel.DefaultFileRegion;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Sends a payload behind its line, as fast as the socket takes it and never more than the
 * connection's water mark ahead. The first bytes go out in one write with the line.
 */
final class PayloadWriter implements ChannelProgressiveFutureListener {
  /** What is told of the sending. */
  interface Observer {
    void progressed();

    void failed(Throwable cause);
  }

  private static final int CHUNK = 256 << 10;
  private static final int FILE_HEAD = 64 << 10;

  private final Channel channel;
  private final Observer observer;
  private final Queue<ByteBuf> buffers = new ArrayDeque<>();
  private int pending;

  PayloadWriter(Channel channel, Observer observer) {
    this.channel = channel;
    this.observer = observer;
  }

  /**
   * Sends the line and begins with the payload.
   *
   * @throws IOException if the payload cannot be read; nothing was sent then
   */
  void start(ByteBuf line, Payload payload) throws IOException {
    if (payload instanceof Payload.FileRange range) {
      startFile(line, range);
    } else if (payload instanceof Payload.Bytes bytes) {
      startBytes(line, bytes);
    }
    channel.flush();
  }

  /** Goes on after the socket has taken enough. */
  void resume() {
    while (channel.isWritable() && !buffers.isEmpty()) {
      ByteBuf buffer = buffers.element();
      int length = Math.min(CHUNK, buffer.readableBytes());
      if (length > 0) {
        write(buffer.readRetainedSlice(length));
      }
      if (!buffer.isReadable()) {
        buffers.remove().release();
      }
    }
    channel.flush();
  }

  /** Sends nothing more. */
  void stop() {
    while (!buffers.isEmpty()) {
      buffers.remove().release();
    }
  }

  /** Whether the socket has taken everything. */
  boolean isDone() {
    return pending == 0 && buffers.isEmpty();
  }

  private void startBytes(ByteBuf line, Payload.Bytes bytes) {
    try {
      for (ByteBuf buffer : bytes.buffers()) {
        buffers.add(buffer.retainedDuplicate());
      }
    } catch (RuntimeException e) { // The caller has released a buffer: the call is over.
      line.release();
      stop();
      throw e;
    }
    write(line);
    resume();
  }

  /** The head of the file by a buffer, so that it leaves together with the line. */
  private void startFile(ByteBuf line, Payload.FileRange range) throws IOException {
    int head = (int) Math.min(FILE_HEAD, range.length());
    ByteBuf first = channel.alloc().directBuffer(Math.max(1, head));
    try {
      while (first.readableBytes() < head) {
        long at = range.position() + first.readableBytes();
        if (first.writeBytes(range.file(), at, head - first.readableBytes()) < 0) {
          throw new EOFException("the file of the payload ends at " + at);
        }
      }
    } catch (IOException | RuntimeException e) {
      first.release();
      line.release();
      throw e;
    }
    write(line);
    write(first);
    if (range.length() > head) {
      write(new KeptOpen(range.file(), range.position() + head, range.length() - head));
    }
  }

  private void write(Object message) {
    pending++;
    ChannelProgressivePromise promise = channel.newProgressivePromise();
    channel.write(message, promise).addListener(this);
  }

  @Override
  public void operationProgressed(ChannelProgressiveFuture future, long progress, long total) {
    observer.progressed();
  }

  @Override
  public void operationComplete(ChannelProgressiveFuture future) {
    pending--;
    if (future.isSuccess()) {
      observer.progressed();
    } else {
      stop();
      observer.failed(future.cause());
    }
  }

  /** A file region that leaves the file open when it was sent. */
  private static final class KeptOpen extends DefaultFileRegion {
    KeptOpen(FileChannel file, long position, long count) {
      super(file, position, count);
    }

    @Override
    protected void deallocate() {
      // The caller's channel, not ours.
    }
  }
}
