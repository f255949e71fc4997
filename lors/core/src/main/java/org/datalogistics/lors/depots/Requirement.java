package org.datalogistics.lors.depots;

import java.time.Duration;
import org.datalogistics.ibp.Reliability;

/**
 * What a depot must offer.
 *
 * @param bytes free space
 */
public record Requirement(long bytes, Duration lease, Reliability reliability) {

  /**
   * What each depot should have room for (LoRS spec 6.1): its share of one copy and a block more.
   */
  public static Requirement forUpload(
      long length, long blockSize, int maxDepots, Duration lease, Reliability reliability) {
    return new Requirement(length / maxDepots + Math.min(blockSize, length), lease, reliability);
  }
}
