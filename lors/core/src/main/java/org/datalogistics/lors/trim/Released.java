package org.datalogistics.lors.trim;

import org.datalogistics.exnode.Extent;
import org.datalogistics.ibp.DepotAddress;
import org.jspecify.annotations.Nullable;

/**
 * What has become of an allocation that was given back.
 *
 * @param depot null when no capability names one
 * @param wasGone whether the depot did not have it any more
 * @param problem why it could not be given back; null when it could, or was gone
 */
public record Released(
    Extent extent, @Nullable DepotAddress depot, boolean wasGone, @Nullable String problem) {

  /** Whether there is nothing left to give back. */
  public boolean isDone() {
    return problem == null;
  }
}
