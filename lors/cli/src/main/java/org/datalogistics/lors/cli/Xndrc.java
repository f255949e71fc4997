package org.datalogistics.lors.cli;

import java.time.Duration;
import java.util.List;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.Reliability;

/**
 * Defaults that people set in {@code .xndrc} files (LoRS spec 2).
 *
 * @param fragments mappings per copy; negative for "by block size"
 * @param conditioning functions in the order of application; empty for none
 * @param demo whether tools tell viewers what to draw (LoRS spec 9.2)
 * @param where which depots
 */
record Xndrc(
    Duration duration,
    Reliability storageType,
    int copies,
    long blockSize,
    int fragments,
    int maxDepots,
    int threads,
    Duration timeout,
    long memory,
    long e2eBlockSize,
    List<String> conditioning,
    int verbose,
    boolean demo,
    DepotSettings where) {

  /**
   * What holds where no file says otherwise: as in the C tools, but for conditioning, which there
   * would encrypt.
   */
  static final Xndrc BUILT_IN =
      new Xndrc(
          Duration.ofDays(1),
          Reliability.HARD,
          3,
          5L << 20,
          -1,
          4,
          8,
          Duration.ofMinutes(10),
          48L << 20,
          1L << 20,
          List.of(),
          0,
          false,
          DepotSettings.BUILT_IN);

  Xndrc {
    conditioning = List.copyOf(conditioning);
  }

  /** The {@code DEPOT} lines. */
  List<DepotAddress> depots() {
    return where.depots();
  }
}
