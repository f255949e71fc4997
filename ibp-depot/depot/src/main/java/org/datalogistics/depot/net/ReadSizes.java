package org.datalogistics.depot.net;

import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/** Lets a connection say how much it wants to read: little for lines, much for payload. */
final class ReadSizes extends DefaultMaxMessagesRecvByteBufAllocator {
  /** Reads that follow each other without a look at other connections, while they are full. */
  private static final int READS = 4;

  private final DepotConnection connection;

  ReadSizes(DepotConnection connection) {
    super(READS);
    this.connection = connection;
  }

  @Override
  @SuppressWarnings("deprecation") // The type that the method must return.
  public Handle newHandle() {
    return new MaxMessageHandle() {
      @Override
      public int guess() {
        return connection.readSize();
      }
    };
  }
}
