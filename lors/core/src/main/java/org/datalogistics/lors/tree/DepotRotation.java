package org.datalogistics.lors.tree;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.depots.Candidate;

/**
 * In which order the files of a tree ask depots: small files have one block, so each begins with
 * the next depot. One that failed comes last for a while, so that not every file has to find out.
 * Thread-safe.
 */
final class DepotRotation {
  private static final long PAUSE = Duration.ofSeconds(30).toNanos();

  private final List<Candidate> ranked;
  private final int spread;
  private final Map<DepotAddress, Long> failedUntil = new HashMap<>();
  private int next;

  /**
   * A rotation.
   *
   * @param spread how many of the first depots take turns
   */
  DepotRotation(List<Candidate> ranked, int spread) {
    this.ranked = List.copyOf(ranked);
    this.spread = Math.max(1, spread);
  }

  /** The depots for the next file, best first. */
  synchronized List<Candidate> next(long now) {
    List<Candidate> usable = new ArrayList<>(ranked.size());
    List<Candidate> failed = new ArrayList<>();
    for (Candidate depot : ranked) {
      Long until = failedUntil.get(depot.address());
      (until == null || until - now < 0 ? usable : failed).add(depot);
    }
    int turning = Math.min(spread, usable.size());
    int first = turning == 0 ? 0 : next % turning;
    next = (next + 1) & Integer.MAX_VALUE;
    List<Candidate> order = new ArrayList<>(ranked.size());
    order.addAll(usable.subList(first, turning));
    order.addAll(usable.subList(0, first));
    order.addAll(usable.subList(turning, usable.size()));
    order.addAll(failed);
    return order;
  }

  synchronized void failed(DepotAddress depot, long now) {
    failedUntil.put(depot, now + PAUSE);
  }

  synchronized void succeeded(DepotAddress depot) {
    if (!failedUntil.isEmpty()) {
      failedUntil.remove(depot);
    }
  }
}
