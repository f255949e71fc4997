package org.datalogistics.ibp.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelProgressiveFuture;
import io.netty.channel.ChannelProgressiveFutureListener;
import io.netty.channel.ChannelProgressivePromise;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Sends a payload behind its line, as fast as the socket takes it and never more than the
 * connection's water mark ahead. The first bytes go out in one write with the line if they are at
 * hand; who starts it flushes the channel. All state belongs to the event loop.
 */
final class PayloadWriter implements ChannelProgressiveFutureListener {
  /** What is told of the sending. */
  interface Observer {
    void progressed();

    /** The socket takes no more. */
    void failed(Throwable cause);

    /** The payload cannot be read. */
    void unreadable(Throwable cause);
  }

  private final Channel channel;
  private final Observer observer;
  private final Executor workers;
  private final PayloadSource source;
  private int pending;

  /** The source is in the hands of a worker. */
  private boolean working;

  private boolean stopped;

  /** Takes over the source. */
  PayloadWriter(Channel channel, Observer observer, Executor workers, PayloadSource source) {
    this.channel = channel;
    this.observer = observer;
    this.workers = workers;
    this.source = source;
  }

  /**
   * Sends the line and begins with the payload. A small one is all sent, whether the socket takes
   * it or not, as other commands may follow it.
   *
   * @throws IOException if the payload cannot be read; nothing was sent then
   */
  void start(ByteBuf line, boolean small) throws IOException {
    Object first;
    try {
      first = source.hasNext() && source.isQuick() ? source.next() : null;
    } catch (IOException | RuntimeException e) {
      line.release();
      throw e;
    }
    write(line);
    if (first != null) {
      write(first);
    }
    while (small && source.hasNext()) {
      write(source.next());
    }
    send();
  }

  /** Goes on after the socket has taken enough. */
  void resume() {
    send();
    channel.flush();
  }

  private void send() {
    try {
      while (channel.isWritable() && !working && source.hasNext()) {
        if (source.isQuick()) {
          write(source.next());
        } else {
          workers.execute(this::work);
          working = true;
        }
      }
    } catch (IOException | RuntimeException e) {
      observer.unreadable(e);
    }
  }

  /** Sends nothing more. */
  void stop() {
    stopped = true;
    if (!working) {
      source.close();
    }
  }

  /** Whether the socket has taken everything. */
  boolean isDone() {
    return pending == 0 && !working && !source.hasNext();
  }

  /** On a worker: makes the next part. */
  private void work() {
    Object next = null;
    Throwable failure = null;
    try {
      next = source.next();
    } catch (IOException | RuntimeException e) {
      failure = e;
    }
    Object part = next;
    Throwable cause = failure;
    try {
      channel.eventLoop().execute(() -> worked(part, cause));
    } catch (RejectedExecutionException e) { // The client is closed.
      ReferenceCountUtil.release(part);
      source.close();
    }
  }

  private void worked(@Nullable Object part, @Nullable Throwable failure) {
    working = false;
    if (stopped) {
      ReferenceCountUtil.release(part);
      source.close();
    } else if (part != null) {
      write(part);
      resume();
    } else if (failure != null) {
      observer.unreadable(failure);
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
}
