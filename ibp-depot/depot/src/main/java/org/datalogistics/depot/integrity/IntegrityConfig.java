package org.datalogistics.depot.integrity;

import java.util.Objects;

/**
 * How a resource guards what it stores.
 *
 * @param checksum whether new allocations keep a CRC32C of each block
 * @param verify when stored bytes are compared with it
 */
public record IntegrityConfig(boolean checksum, VerifyPolicy verify) {
  /** With every setting at its default. */
  public static final IntegrityConfig DEFAULT = new IntegrityConfig(true, VerifyPolicy.SAMPLED);

  public IntegrityConfig {
    Objects.requireNonNull(verify, "verify");
  }
}
