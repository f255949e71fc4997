package org.datalogistics.lors.transfer;

import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.ibp.DepotAddress;

/**
 * What an upload achieved.
 *
 * @param exNode how to find the bytes again
 * @param bytes of the file
 * @param copies of the block that has the fewest: less than wanted when depots failed or were too
 *     few
 * @param depots that hold blocks
 * @param failures attempts that failed and were made good
 * @param elapsed time it took
 */
public record UploadResult(
    ExNode exNode,
    long bytes,
    int copies,
    Set<DepotAddress> depots,
    int failures,
    Duration elapsed) {
  public UploadResult {
    depots = Collections.unmodifiableSortedSet(new TreeSet<>(depots));
  }
}
