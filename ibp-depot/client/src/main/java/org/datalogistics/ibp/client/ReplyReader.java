package org.datalogistics.ibp.client;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.ibp.IbpException;
import org.jspecify.annotations.Nullable;

/** Reads the answer to one command; used once, on the I/O thread. */
interface ReplyReader<T extends @Nullable Object> {
  /** What comes next on the connection. */
  enum Next {
    LINE,
    BODY,
    DONE
  }

  /**
   * Takes a line, without its end.
   *
   * @throws IbpException if the line is an error or no answer to the command
   * @throws IOException if the consumer of the answer failed
   */
  Next line(String line) throws IOException;

  /** How many bytes follow, once {@link #line} has answered BODY; more than 0. */
  default long bodyLength() {
    return 0;
  }

  /** The next bytes of the body. */
  default void body(ByteBuf bytes, BodyFlow flow) throws IOException {}

  /** Done when the body, which is complete, has been found to be right. */
  default CompletableFuture<@Nullable Void> verification() {
    return CompletableFuture.completedFuture(null);
  }

  /** The value of the complete answer. */
  @Nullable T result() throws IbpException;
}
