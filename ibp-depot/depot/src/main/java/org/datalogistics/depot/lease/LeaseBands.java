package org.datalogistics.depot.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many leases end when, aliases among them.
 *
 * @param counts by band, in the order of {@link #NAMES}
 */
public record LeaseBands(List<Long> counts) {
  /** Time left up to each but the last: none, an hour, a day, a week, 30 days, more. */
  public static final List<String> NAMES = List.of("ended", "1h", "1d", "7d", "30d", "longer");

  private static final List<Duration> BOUNDS =
      List.of(
          Duration.ZERO,
          Duration.ofHours(1),
          Duration.ofDays(1),
          Duration.ofDays(7),
          Duration.ofDays(30));

  public LeaseBands {
    counts = List.copyOf(counts);
    if (counts.size() != NAMES.size()) {
      throw new IllegalArgumentException(counts.size() + " counts for " + NAMES);
    }
  }

  /** The moments that part the bands. */
  public static List<Long> moments(long nowMillis) {
    List<Long> moments = new ArrayList<>();
    BOUNDS.forEach(bound -> moments.add(nowMillis + bound.toMillis()));
    return moments;
  }

  /** Counts by name. */
  public Map<String, Long> byName() {
    Map<String, Long> named = new LinkedHashMap<>();
    for (int i = 0; i < counts.size(); i++) {
      named.put(NAMES.get(i), counts.get(i));
    }
    return named;
  }
}
