package org.datalogistics.lors.transfer;

import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.datalogistics.ibp.DepotAddress;

/**
 * What a download did.
 *
 * @param bytes delivered
 * @param depots that delivered them
 * @param failures attempts that failed and were made good
 * @param elapsed time it took
 */
public record DownloadResult(long bytes, Set<DepotAddress> depots, int failures, Duration elapsed) {
  public DownloadResult {
    depots = Collections.unmodifiableSortedSet(new TreeSet<>(depots));
  }
}
