package org.datalogistics.depot.traffic;

import java.util.List;
import java.util.Map;

/**
 * How often a command ended how, and how long it took.
 *
 * @param outcomes counts by outcome
 * @param buckets counts by duration: up to each of {@link #BOUNDS}, and longer
 * @param seconds all durations together
 */
public record CommandReport(Map<String, Long> outcomes, List<Long> buckets, double seconds) {
  /** Upper bounds of the buckets, seconds. */
  public static final List<Double> BOUNDS =
      List.of(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0);

  public CommandReport {
    outcomes = Map.copyOf(outcomes);
    buckets = List.copyOf(buckets);
  }

  /** How many there were. */
  public long count() {
    return outcomes.values().stream().mapToLong(Long::longValue).sum();
  }
}
