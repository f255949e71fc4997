package org.datalogistics.ibp.client;

import java.io.IOException;

/** What follows a request line, in messages that the channel takes. */
interface PayloadSource extends AutoCloseable {
  boolean hasNext();

  /** Whether {@link #next} may be called on an event loop: it neither computes nor reads much. */
  boolean isQuick();

  /**
   * The next buffer or file region; the caller releases it.
   *
   * @throws IOException if the payload cannot be read
   */
  Object next() throws IOException;

  /** Releases what was not sent. */
  @Override
  void close();
}
