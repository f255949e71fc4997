package org.datalogistics.depot.net;

import io.netty.buffer.ByteBufAllocator;
import org.datalogistics.depot.command.Outcome;
import org.datalogistics.ibp.BlockChecksum;

/** Chooses how stored bytes are sent: by the kernel, through buffers, or with digests. */
final class Supplies {
  /** Parts that go through buffers; two of them at most are under way. */
  private static final int BUFFER = 128 * 1024;

  /** What is sent by the kernel in one go: enough to be worth it, too little to hold others up. */
  private static final int REGION = 1024 * 1024;

  /** Parts for clients whose share is small. */
  private static final int LEAST = 16 * 1024;

  private Supplies() {}

  /** What is to be sent for that outcome on that connection. */
  static Supply of(Session session, Outcome.Data data) {
    ByteBufAllocator allocator = session.ctx().alloc();
    long rate = session.services().config().perClient().bytesOutPerSecond();
    int most = rate == 0 ? REGION : (int) Math.max(LEAST, Math.min(REGION, rate / 8));
    int size = Math.min(Math.min(BUFFER, most), session.services().budget().share());
    BlockChecksum network = data.network();
    if (network == null) {
      return new FileSupply(data.reading(), allocator, session.takesRegions(), most, size);
    }
    return new DigestSupply(
        new FileSupply(data.reading(), allocator, false, most, size),
        network,
        allocator,
        session.services().workers(),
        (int) Math.min(size, wireLength(network, data.reading().length()) + DigestText.LONGEST));
  }

  /** Bytes with their digests, at most half of what a long can hold. */
  static long wireLength(BlockChecksum network, long bytes) {
    try {
      return Math.min(network.wireLength(bytes), Long.MAX_VALUE / 2);
    } catch (ArithmeticException tooLong) {
      return Long.MAX_VALUE / 2;
    }
  }
}
