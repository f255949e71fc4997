package org.datalogistics.depot.integrity;

import java.time.Duration;
import java.util.Objects;

/**
 * How a resource guards what it stores.
 *
 * @param checksum whether new allocations keep a CRC32C of each block
 * @param verify when stored bytes are compared with it
 * @param scrubRate bytes a second that are compared in the background; 0 for none
 * @param scrubInterval from the end of one such pass over everything to the next
 */
public record IntegrityConfig(
    boolean checksum, VerifyPolicy verify, long scrubRate, Duration scrubInterval) {
  /** With every setting at its default. */
  public static final IntegrityConfig DEFAULT =
      new IntegrityConfig(true, VerifyPolicy.SAMPLED, 20L << 20, Duration.ofDays(7));

  public IntegrityConfig {
    Objects.requireNonNull(verify, "verify");
    if (scrubRate < 0) {
      throw new IllegalArgumentException("a scrub rate of " + scrubRate + " bytes a second");
    }
    if (scrubInterval.isNegative()) {
      throw new IllegalArgumentException("a scrub interval of " + scrubInterval);
    }
  }
}
