package org.datalogistics.depot.net;

import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/** Lets a connection say how much it wants to read: little for lines, much for payload. */
final class ReadSizes extends DefaultMaxMessagesRecvByteBufAllocator {
  private final DepotConnection connection;

  ReadSizes(DepotConnection connection) {
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
