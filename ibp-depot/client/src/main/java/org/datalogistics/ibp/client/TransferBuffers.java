package org.datalogistics.ibp.client;

import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/** Receive buffers as large as what is expected: large for the body of a LOAD, small for lines. */
final class TransferBuffers extends DefaultMaxMessagesRecvByteBufAllocator {
  private static final int LARGEST = 512 << 10;
  private static final int LINES = 8 << 10;

  private final Connection connection;

  TransferBuffers(Connection connection) {
    this.connection = connection;
  }

  // The handle that this must return is the deprecated one of the base class.
  @SuppressWarnings("deprecation")
  @Override
  public Handle newHandle() {
    return new MaxMessageHandle() {
      @Override
      public int guess() {
        long expected = connection.bodyRemaining();
        if (expected >= LARGEST) {
          return LARGEST;
        }
        // A buffer that is not filled to the brim saves the read that would find nothing.
        return Math.max(LINES, (int) expected + 64);
      }
    };
  }
}
