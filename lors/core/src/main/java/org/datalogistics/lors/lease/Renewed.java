package org.datalogistics.lors.lease;

import java.time.Instant;
import org.datalogistics.exnode.Extent;
import org.datalogistics.ibp.DepotAddress;
import org.jspecify.annotations.Nullable;

/**
 * What has become of one lease.
 *
 * @param extent as in the document before
 * @param depot null when no capability names one
 * @param wanted the end that was asked for; null when it came not so far
 * @param end the end that the depot now states; null when it is not known
 * @param problem why the lease is not what was wanted; null when it is, or is only shorter than
 *     wanted because the depot does not grant more
 */
public record Renewed(
    Extent extent,
    @Nullable DepotAddress depot,
    @Nullable Instant wanted,
    @Nullable Instant end,
    @Nullable String problem) {

  /** Whether the depot did what was asked, or as much as it grants. */
  public boolean isDone() {
    return problem == null;
  }

  /** Whether the depot grants clearly less than was asked for. */
  public boolean isShort() {
    return wanted != null && end != null && end.isBefore(wanted.minusSeconds(Refresh.SLACK));
  }
}
