package org.datalogistics.lors;

import java.time.Duration;

/**
 * What one operation may use.
 *
 * @param threads most operations on depots at once
 * @param memory bytes for data in transit; at least one block is always held
 * @param timeout for the whole operation
 */
public record TransferLimits(int threads, long memory, Duration timeout) {

  /** 8 operations, 48 MiB, 600 s (LoRS spec 2). */
  public static final TransferLimits DEFAULTS =
      new TransferLimits(8, 48L << 20, Duration.ofMinutes(10));

  public TransferLimits {
    if (threads < 1 || memory < 1 || timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(
          "threads %d, memory %d and timeout %s must be positive"
              .formatted(threads, memory, timeout));
    }
  }
}
