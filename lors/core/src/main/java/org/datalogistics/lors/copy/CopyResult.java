package org.datalogistics.lors.copy;

import java.time.Duration;
import java.util.List;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.Extent;
import org.datalogistics.ibp.DepotAddress;

/**
 * What has been copied.
 *
 * @param made in the order of jobs and stages
 * @param missed copies that could not be made, in the same order
 * @param failures attempts that failed, those included that another one made good
 */
public record CopyResult(List<Made> made, List<Missed> missed, int failures, Duration elapsed) {

  public CopyResult {
    made = List.copyOf(made);
    missed = List.copyOf(missed);
  }

  /**
   * A copy.
   *
   * @param job index of the job in the request
   * @param stage index of the stage in the job
   * @param extent the copy as it goes into the exNode
   */
  public record Made(
      int job, int stage, Extent extent, DepotAddress from, DepotAddress to, CopyMethod method) {}

  /**
   * A copy that could not be made.
   *
   * @param reason the last failure
   */
  public record Missed(int job, int stage, ByteRange range, String reason) {}

  /** The new extents. */
  public List<Extent> extents() {
    return made.stream().map(Made::extent).toList();
  }

  /** Whether every copy was made. */
  public boolean isComplete() {
    return missed.isEmpty();
  }
}
