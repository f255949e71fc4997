package org.datalogistics.lors.tree;

import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.datalogistics.ibp.DepotAddress;

/**
 * What became of many files.
 *
 * @param files moved
 * @param bytes of these files
 * @param skipped files left as they were, because they are there already or are no files
 * @param failed files and folders given up
 * @param madeGood attempts on depots that failed and were made good
 * @param depots that hold or delivered the files
 * @param stopped why the rest was not tried; empty when everything was
 */
public record TreeResult(
    long files,
    long bytes,
    long skipped,
    long failed,
    long madeGood,
    Set<DepotAddress> depots,
    Duration elapsed,
    String stopped) {
  public TreeResult {
    depots = Collections.unmodifiableSortedSet(new TreeSet<>(depots));
  }

  /** Whether every file was moved or is where it belongs. */
  public boolean isComplete() {
    return failed == 0 && stopped.isEmpty();
  }
}
