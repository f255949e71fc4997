package org.datalogistics.lors.copy;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.lors.TransferLimits;

/**
 * What to copy, and on what terms.
 *
 * @param lease of each new allocation, 1 s or longer
 * @param thirdParty whether depots may copy among themselves; else all goes through this process
 */
public record CopyRequest(
    List<CopyJob> jobs,
    Reliability reliability,
    Duration lease,
    boolean thirdParty,
    TransferLimits limits) {

  public CopyRequest {
    jobs = List.copyOf(jobs);
    Objects.requireNonNull(reliability, "reliability is null");
    Objects.requireNonNull(limits, "limits is null");
    if (lease.toSeconds() < 1) {
      throw new IllegalArgumentException("a lease lasts 1 s or longer, not " + lease);
    }
  }

  /** Bytes of the file that are to be copied, each copy counted. */
  public long bytes() {
    return jobs.stream().mapToLong(job -> job.range().length() * job.stages().size()).sum();
  }
}
