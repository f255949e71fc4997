package org.datalogistics.lors.check;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.depots.Candidate;

/**
 * What to do for a file that was checked.
 *
 * @param found what the check has found; its wanted copies are what is aimed at
 * @param depots that may get copies, best first; none if nothing may be stored anew
 * @param spread take turns at the first so many
 * @param lease of new copies, and of those that end soon
 * @param blockSize most bytes of a raw copy
 * @param thirdParty whether depots may copy among themselves
 */
public record RepairRequest(
    CheckResult found,
    List<Candidate> depots,
    int spread,
    Reliability reliability,
    Duration lease,
    long blockSize,
    boolean thirdParty,
    TransferLimits limits) {

  public RepairRequest {
    Objects.requireNonNull(found, "found is null");
    Objects.requireNonNull(reliability, "reliability is null");
    Objects.requireNonNull(limits, "limits is null");
    depots = List.copyOf(depots);
    if (spread < 1 || blockSize < 1 || lease.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "spread %d, block size %d and lease %s must be positive"
              .formatted(spread, blockSize, lease));
    }
  }
}
