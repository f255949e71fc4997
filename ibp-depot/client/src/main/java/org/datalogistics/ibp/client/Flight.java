package org.datalogistics.ibp.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import java.io.IOException;
import org.datalogistics.ibp.IbpException;
import org.jspecify.annotations.Nullable;

/** One command on a connection, from its sending to the end of its answer. */
final class Flight<T extends @Nullable Object> {
  final Call<T> call;
  final ReplyReader<T> reply;

  /** Set while there may be payload to send. */
  @Nullable PayloadWriter writer;

  /** Bytes of the answer have arrived. */
  boolean begun;

  /** All of the answer is here, and its body is being verified. */
  boolean settling;

  /** Complete lines of the answer. */
  int lines;

  Flight(Call<T> call) {
    this.call = call;
    this.reply = call.spec().reply().get();
  }

  /**
   * Writes the line, and the payload or its beginning, without flushing.
   *
   * @throws IOException if the payload cannot be read
   */
  void send(Channel channel, PayloadWriter.Observer observer, Transport transport)
      throws IOException {
    CallSpec<T> spec = call.spec();
    ByteBuf line = ByteBufUtil.writeAscii(channel.alloc(), spec.line());
    Payload payload = spec.payload();
    if (payload == null) {
      channel
          .write(line)
          .addListener(
              sent -> {
                if (!sent.isSuccess()) {
                  observer.failed(sent.cause());
                }
              });
      return;
    }
    PayloadSource source;
    try {
      source = transport.source(payload, spec.network(), channel.alloc());
    } catch (RuntimeException e) {
      line.release();
      throw e;
    }
    writer = new PayloadWriter(channel, observer, transport.workers(), source);
    writer.start(line, !spec.exclusive());
  }

  /**
   * What tells the caller the value of the complete answer.
   *
   * @throws IbpException if the answer made no sense
   */
  Runnable completion() throws IbpException {
    T value = reply.result();
    return () -> call.succeed(value);
  }

  void stopWriter() {
    if (writer != null) {
      writer.stop();
      writer = null;
    }
  }
}
