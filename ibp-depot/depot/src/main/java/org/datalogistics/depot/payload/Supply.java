package org.datalogistics.depot.payload;

import io.netty.util.ReferenceCounted;
import java.io.IOException;
import java.util.concurrent.Executor;
import org.datalogistics.depot.allocation.RefusedException;

/**
 * Cuts what is sent to a client into parts of bounded size, none of them damaged. For one thread at
 * a time.
 */
public interface Supply extends AutoCloseable {
  /** Whether there is another part. */
  boolean hasNext();

  /** Whether {@link #next} is as good as free now: no disk, no computing. */
  boolean isQuick();

  /** Where {@link #next} belongs when it is not quick. */
  Executor executor();

  /**
   * The next part as a message for the channel: a buffer or a region of a file.
   *
   * @throws RefusedException -63 if the bytes are damaged
   */
  ReferenceCounted next() throws IOException, RefusedException;

  /** Hears how long it took to hand a part to the socket. */
  default void sent(ReferenceCounted part, long nanos) {}

  /** Gives memory back; the reading stays open. */
  @Override
  default void close() {}
}
