package org.datalogistics.lors.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.datalogistics.ibp.DepotAddress;

/**
 * Chooses depots for the copies of blocks: round robin over the first {@code maxDepots} of a ranked
 * list, copies of a block on distinct depots, the rest of the list as reserves that take the place
 * of failed ones (LoRS spec 6.1, 6.2). Not thread-safe.
 */
final class Placement {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

  /** After so many failures in a row, about 4 s, a depot counts as dead. */
  private static final int MOST_FAILURES = 5;

  private final List<DepotAddress> active = new ArrayList<>();
  private final List<DepotAddress> reserves = new ArrayList<>();
  private final List<DepotAddress> failed = new ArrayList<>();
  private final int attempts;
  private final DepotHealth health = new DepotHealth(FIRST_PAUSE, LONGEST_PAUSE);

  /** What to do with one copy of a block. */
  sealed interface Choice {
    /** Store it there now. */
    record Use(DepotAddress depot) implements Choice {}

    /** Nothing now, ask again after that many nanoseconds. */
    record Later(long nanos) implements Choice {}

    /** No depot is left that could take it. */
    record None() implements Choice {}
  }

  /**
   * A placement.
   *
   * @param attempts failures of one copy on a depot after which that depot is not for it
   */
  Placement(List<DepotAddress> ranked, int maxDepots, int attempts) {
    this.attempts = attempts;
    List<DepotAddress> distinct = ranked.stream().distinct().toList();
    int first = Math.min(Math.max(1, maxDepots), distinct.size());
    active.addAll(distinct.subList(0, first));
    reserves.addAll(distinct.subList(first, distinct.size()));
  }

  /** Depots known, failed ones included. */
  int depots() {
    return active.size() + reserves.size() + failed.size();
  }

  /**
   * A depot for one copy.
   *
   * @param holders depots that hold or get another copy of the block
   * @param failures how often this copy has failed on a depot
   */
  Choice choose(
      int block,
      int copy,
      Set<DepotAddress> holders,
      ToIntFunction<DepotAddress> failures,
      long now) {
    for (int i = 0; i < active.size(); i++) {
      DepotAddress depot = active.get((int) (((long) block + copy + i) % active.size()));
      if (isFree(depot, holders, failures) && health.isUsable(depot, now)) {
        return new Choice.Use(depot);
      }
    }
    for (DepotAddress depot : reserves) {
      if (isFree(depot, holders, failures) && health.isUsable(depot, now)) {
        return new Choice.Use(depot);
      }
    }
    return lastResort(holders, failures, now);
  }

  /** The failed depot that this copy has tried least, of those that are not to be left alone. */
  private Choice lastResort(
      Set<DepotAddress> holders, ToIntFunction<DepotAddress> failures, long now) {
    long soonest = Long.MAX_VALUE;
    DepotAddress best = null;
    for (DepotAddress depot : failed) {
      if (isFree(depot, holders, failures)) {
        long wait = health.usableIn(depot, now);
        soonest = Math.min(soonest, wait);
        if (wait == 0 && (best == null || failures.applyAsInt(depot) < failures.applyAsInt(best))) {
          best = depot;
        }
      }
    }
    if (best != null) {
      return new Choice.Use(best);
    }
    return soonest == Long.MAX_VALUE ? new Choice.None() : new Choice.Later(soonest);
  }

  private boolean isFree(
      DepotAddress depot, Set<DepotAddress> holders, ToIntFunction<DepotAddress> failures) {
    return !holders.contains(depot)
        && failures.applyAsInt(depot) < attempts
        && health.failures(depot) < MOST_FAILURES;
  }

  /** The depot is used only when no other is left, until it works again. */
  void failed(DepotAddress depot, long now) {
    health.failed(depot, now);
    int index = active.indexOf(depot);
    if (index >= 0) {
      if (reserves.isEmpty()) {
        active.remove(index);
      } else {
        active.set(index, reserves.remove(0));
      }
      failed.add(depot);
    } else if (reserves.remove(depot)) {
      failed.add(depot);
    }
  }

  void succeeded(DepotAddress depot) {
    health.succeeded(depot);
    if (failed.remove(depot)) {
      active.add(depot);
    }
  }
}
