package org.datalogistics.ibp.client;

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
