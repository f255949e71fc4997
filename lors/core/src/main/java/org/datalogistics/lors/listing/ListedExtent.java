package org.datalogistics.lors.listing;

import java.time.Instant;
import java.util.Optional;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.plan.ExtentState;
import org.datalogistics.exnode.plan.Observation;
import org.datalogistics.ibp.AllocationStatus;
import org.datalogistics.ibp.DepotAddress;
import org.jspecify.annotations.Nullable;

/**
 * One extent of a file and what is known of its allocation.
 *
 * @param index position by ascending offset, as other tools take it
 * @param depot null when no capability names one
 * @param status what the depot answered; null when it was not asked or gave no answer
 * @param expiry end of the lease: as probed, else as recorded; null when unknown
 * @param problem what the depot answered instead; null when there was none
 */
public record ListedExtent(
    int index,
    Extent extent,
    @Nullable DepotAddress depot,
    ExtentState state,
    @Nullable AllocationStatus status,
    @Nullable Instant expiry,
    @Nullable String problem) {

  /** Whether a download may find the bytes there: a read capability, and nothing against it. */
  public boolean mayBeRead() {
    return observation().mayBeRead();
  }

  /** What was found out, without how. */
  public Observation observation() {
    return new Observation(extent, state, expiry);
  }

  /** What the depot answered. */
  public Optional<AllocationStatus> probed() {
    return Optional.ofNullable(status);
  }
}
