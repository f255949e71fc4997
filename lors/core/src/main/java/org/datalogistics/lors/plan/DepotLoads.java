package org.datalogistics.lors.plan;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.datalogistics.ibp.DepotAddress;

/**
 * What a client has measured of its depots: operations under way, bytes per second, failures. May
 * be shared by what runs on one thread. Not thread-safe.
 */
public final class DepotLoads {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

  /** A rate so old tells nothing: a depot that was slow gets another chance. */
  private static final long FORGET = Duration.ofSeconds(15).toNanos();

  private final DepotHealth health = new DepotHealth(FIRST_PAUSE, LONGEST_PAUSE);
  private final Map<DepotAddress, Load> loads = new HashMap<>();

  private static final class Load {
    private int active;
    private long lastActive;
    private RateMeter meter = new RateMeter();
  }

  private Load load(DepotAddress depot) {
    return loads.computeIfAbsent(depot, any -> new Load());
  }

  /** Time has passed: to be called before decisions are made. */
  void advance(long now) {
    for (Load load : loads.values()) {
      boolean working = load.active > 0;
      if (working) {
        load.lastActive = now;
      } else if (now - load.lastActive > FORGET) {
        load.meter = new RateMeter();
      }
      load.meter.advance(now, working);
    }
  }

  int active(DepotAddress depot) {
    Load load = loads.get(depot);
    return load == null ? 0 : load.active;
  }

  void started(DepotAddress depot, long now) {
    Load load = load(depot);
    if (load.active++ == 0) {
      load.meter.advance(now, false);
    }
  }

  void ended(DepotAddress depot) {
    load(depot).active--;
  }

  /** Bytes of operations under way, or just finished, have moved. */
  void moved(DepotAddress depot, long bytes) {
    load(depot).meter.moved(bytes);
  }

  void succeeded(DepotAddress depot) {
    health.succeeded(depot);
  }

  void failed(DepotAddress depot, long now) {
    health.failed(depot, now);
  }

  long usableIn(DepotAddress depot, long now) {
    return health.usableIn(depot, now);
  }

  boolean isDead(DepotAddress depot, long now) {
    return health.isDead(depot, now);
  }

  /** Failures in a row. */
  int failures(DepotAddress depot) {
    return health.failures(depot);
  }

  boolean isMeasured(DepotAddress depot) {
    Load load = loads.get(depot);
    return load != null && load.meter.isKnown();
  }

  /** Bytes per second of the depot, all operations together; 0 when it was not measured. */
  double rate(DepotAddress depot) {
    Load load = loads.get(depot);
    return load == null || !load.meter.isKnown() ? 0 : load.meter.perSecond();
  }

  boolean anyMeasured() {
    return loads.values().stream().anyMatch(load -> load.meter.isKnown());
  }

  private double fastest() {
    double best = 0;
    for (Load load : loads.values()) {
      if (load.meter.isKnown()) {
        best = Math.max(best, load.meter.perSecond());
      }
    }
    return best > 0 ? best : 1;
  }

  /**
   * How long one more operation of so many bytes would take beside those under way. A depot that
   * was never measured counts as the fastest known.
   */
  double expectedNanos(DepotAddress depot, long bytes) {
    double rate = rate(depot);
    return (active(depot) + 1.0) * bytes * 1e9 / (rate > 0 ? rate : fastest());
  }
}
