package org.datalogistics.lors.depots;

import java.time.Duration;
import java.util.Objects;
import org.datalogistics.ibp.Reliability;

/**
 * What a depot must offer.
 *
 * @param bytes free space
 * @param lease how long it is to last
 * @param reliability hard or soft space
 * @param wanted how many depots a source need not exceed, or {@link #ALL}
 */
public record Requirement(long bytes, Duration lease, Reliability reliability, int wanted) {
  /** As many depots as there are. */
  public static final int ALL = -1;

  public Requirement {
    Objects.requireNonNull(lease, "lease is null");
    Objects.requireNonNull(reliability, "reliability is null");
    if (bytes < 0 || wanted < ALL) {
      throw new IllegalArgumentException(bytes + " bytes on " + wanted + " depots");
    }
  }

  /** Of as many depots as there are. */
  public Requirement(long bytes, Duration lease, Reliability reliability) {
    this(bytes, lease, reliability, ALL);
  }

  /**
   * What each depot should have room for (LoRS spec 6.1): its share of one copy and a block more.
   */
  public static Requirement forUpload(
      long length, long blockSize, int maxDepots, Duration lease, Reliability reliability) {
    return new Requirement(length / maxDepots + Math.min(blockSize, length), lease, reliability);
  }

  /** The same of so many depots. */
  public Requirement wanting(int depots) {
    return new Requirement(bytes, lease, reliability, depots);
  }
}
