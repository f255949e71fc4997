package org.datalogistics.lors.plan;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.datalogistics.ibp.DepotAddress;

/**
 * Remembers within one transfer which depots failed, so that a dead one is not asked again for
 * every block: each failure in a row doubles the time it is left alone. Not thread-safe.
 */
final class DepotHealth {

  private final long firstPause;
  private final long longestPause;
  private final Map<DepotAddress, Pause> pauses = new HashMap<>();

  /** Down for so long, and with two failures at least, a depot counts as dead. */
  private static final long DEATH = Duration.ofSeconds(7).toNanos();

  private record Pause(int failures, long since, long until) {}

  DepotHealth(Duration firstPause, Duration longestPause) {
    this.firstPause = firstPause.toNanos();
    this.longestPause = longestPause.toNanos();
  }

  void succeeded(DepotAddress depot) {
    pauses.remove(depot);
  }

  /** Operations that were under way when the depot went down count as one failure. */
  void failed(DepotAddress depot, long now) {
    Pause last = pauses.get(depot);
    if (last != null && now - last.until < 0) {
      return;
    }
    int failures = last == null ? 1 : last.failures + 1;
    long pause = Math.min(longestPause, firstPause << Math.min(failures - 1, 20));
    long since = last == null ? now : last.since;
    pauses.put(depot, new Pause(failures, since, now + pause));
  }

  /** Whether it has failed again and again for long: waiting for it is useless. */
  boolean isDead(DepotAddress depot, long now) {
    Pause pause = pauses.get(depot);
    return pause != null && pause.failures > 1 && now - pause.since > DEATH;
  }

  int failures(DepotAddress depot) {
    Pause pause = pauses.get(depot);
    return pause == null ? 0 : pause.failures;
  }

  boolean isUsable(DepotAddress depot, long now) {
    return usableIn(depot, now) == 0;
  }

  /** Nanoseconds until the depot may be asked again; 0 for at once. */
  long usableIn(DepotAddress depot, long now) {
    Pause pause = pauses.get(depot);
    return pause == null ? 0 : Math.max(0, pause.until - now);
  }
}
