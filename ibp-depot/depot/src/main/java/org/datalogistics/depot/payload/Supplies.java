package org.datalogistics.depot.payload;

import io.netty.buffer.ByteBufAllocator;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import org.datalogistics.depot.data.Reading;
import org.datalogistics.ibp.BlockChecksum;
import org.jspecify.annotations.Nullable;

/** Chooses how stored bytes are sent: by the kernel, through buffers, or with digests. */
public final class Supplies {
  /** What is compared with its checksums before the kernel sends it in one go. */
  private static final int REGION = 1024 * 1024;

  /**
   * What the kernel sends in one go if it need not be compared: enough to be worth a turn of the
   * event loop, too little to hold others up.
   */
  private static final int TRUSTED_REGION = 4 * REGION;

  /** Parts for clients whose share is small. */
  private static final int LEAST = 16 * 1024;

  /** What is read at once to be cut into blocks with digests. */
  private static final int SOURCE = 32 * 1024;

  private final ByteBufAllocator allocator;
  private final PayloadBudget budget;
  private final Executor workers;

  /**
   * @param workers compute digests
   */
  public Supplies(ByteBufAllocator allocator, PayloadBudget budget, Executor workers) {
    this.allocator = allocator;
    this.budget = budget;
    this.workers = workers;
  }

  /**
   * What is to be sent.
   *
   * @param network digests between the bytes (IBP spec 8); null for none
   * @param regions whether the channel takes regions of files
   * @param rate bytes a second that the client gets, 0 for no limit
   */
  public Supply of(Reading reading, @Nullable BlockChecksum network, boolean regions, long rate) {
    int most = rate == 0 ? REGION : (int) Math.max(LEAST, Math.min(REGION, rate / 8));
    IntSupplier size = () -> Math.min(budget.sendSize(), most);
    if (network == null) {
      int trusted = most < REGION ? most : TRUSTED_REGION;
      return new FileSupply(reading, allocator, regions, most, trusted, size);
    }
    int all = (int) Math.min(REGION, wireLength(network, reading.length()));
    return new DigestSupply(
        new FileSupply(reading, allocator, false, most, most, () -> Math.min(SOURCE, most)),
        network,
        allocator,
        workers,
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
