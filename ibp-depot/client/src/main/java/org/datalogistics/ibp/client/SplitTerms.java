package org.datalogistics.ibp.client;

import java.util.Objects;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.Reliability;
import org.jspecify.annotations.Nullable;

/**
 * What a SPLIT makes (IBP spec 7.7).
 *
 * @param durationSeconds lease of the new allocation; -1 for the longest
 * @param size bytes that it gets of the old one's space, at least 1
 * @param disk its checksums on disk; null for the depot's default
 */
public record SplitTerms(
    Reliability reliability,
    AllocationType type,
    long durationSeconds,
    long size,
    @Nullable BlockChecksum disk) {
  public SplitTerms {
    Objects.requireNonNull(reliability, "reliability");
    Objects.requireNonNull(type, "type");
    if (size < 1) {
      throw new IllegalArgumentException("no split of " + size + " bytes");
    }
  }
}
