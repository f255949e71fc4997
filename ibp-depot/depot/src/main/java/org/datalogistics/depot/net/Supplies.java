package org.datalogistics.depot.net;

import io.netty.buffer.ByteBufAllocator;
import java.util.function.IntSupplier;
import org.datalogistics.depot.command.Outcome;
import org.datalogistics.ibp.BlockChecksum;

/** Chooses how stored bytes are sent: by the kernel, through buffers, or with digests. */
final class Supplies {
  /**
   * What is sent by the kernel in one go: enough to be worth it, too little to hold others up.
   * Parts of 256 KiB to 512 MiB were measured to cost the same.
   */
  private static final int REGION = 1024 * 1024;

  /** Parts for clients whose share is small. */
  private static final int LEAST = 16 * 1024;

  /** What is read at once to be cut into blocks with digests. */
  private static final int SOURCE = 32 * 1024;

  private Supplies() {}

  /** What is to be sent for that outcome on that connection. */
  static Supply of(Session session, Outcome.Data data) {
    ByteBufAllocator allocator = session.ctx().alloc();
    PayloadBudget budget = session.services().budget();
    long rate = session.services().config().perClient().bytesOutPerSecond();
    int most = rate == 0 ? REGION : (int) Math.max(LEAST, Math.min(REGION, rate / 8));
    IntSupplier size = () -> Math.min(budget.sendSize(), most);
    BlockChecksum network = data.network();
    if (network == null) {
      return new FileSupply(data.reading(), allocator, session.takesRegions(), most, size);
    }
    int all = (int) Math.min(REGION, wireLength(network, data.reading().length()));
    return new DigestSupply(
        new FileSupply(data.reading(), allocator, false, most, () -> Math.min(SOURCE, most)),
        network,
        allocator,
        session.services().workers(),
        () -> Math.min(size.getAsInt(), all) + DigestText.LONGEST);
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
