package org.datalogistics.lors.plan;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.datalogistics.ibp.DepotAddress;

/**
 * What one transfer has measured of its depots: fetches under way, bytes per second, failures. Not
 * thread-safe.
 */
final class DepotLoads {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);
  private static final double NEW_SHARE = 0.25;

  private final DepotHealth health = new DepotHealth(FIRST_PAUSE, LONGEST_PAUSE);
  private final Map<DepotAddress, Integer> active = new HashMap<>();
  private final Map<DepotAddress, Double> rates = new HashMap<>();

  int active(DepotAddress depot) {
    return active.getOrDefault(depot, 0);
  }

  void started(DepotAddress depot) {
    active.merge(depot, 1, Integer::sum);
  }

  void ended(DepotAddress depot) {
    active.merge(depot, -1, Integer::sum);
  }

  void succeeded(DepotAddress depot, long bytes, long nanos) {
    health.succeeded(depot);
    double rate = bytes * 1e9 / Math.max(1, nanos);
    rates.merge(depot, rate, (old, now) -> old + NEW_SHARE * (now - old));
  }

  void failed(DepotAddress depot, long now) {
    health.failed(depot, now);
  }

  long usableIn(DepotAddress depot, long now) {
    return health.usableIn(depot, now);
  }

  /** Failures in a row. */
  int failures(DepotAddress depot) {
    return health.failures(depot);
  }

  /** Bytes per second of a fetch; a depot that was never measured counts as the fastest. */
  double rate(DepotAddress depot) {
    return rates.getOrDefault(depot, Double.MAX_VALUE);
  }
}
