package org.datalogistics.depot.traffic;

import java.util.Map;

/**
 * TransferCounter under way, and what was copied since the start.
 *
 * @param active how many of each kind
 * @param copied bytes of copies that went well, by where they went
 */
public record TransferReport(
    Map<TransferCounter.Kind, Integer> active, Map<TransferCounter.Way, Long> copied) {
  static final TransferReport NONE = new TransferCounter().report();

  public TransferReport {
    active = Map.copyOf(active);
    copied = Map.copyOf(copied);
  }
}
