package org.datalogistics.depot.lease;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time that leases end by. It goes on with elapsed time, and never back, whatever happens to
 * the time of day:
 *
 * <ul>
 *   <li>Where the time of day falls behind it, it goes on at its own pace: no lease is prolonged.
 *   <li>Where the time of day gets ahead of it, because it was set or the machine slept, it follows
 *       10 % faster than time elapses until it has caught up: of an hour left at least 54 minutes
 *       remain.
 *   <li>While the depot is down the time of day is all there is: what it gained since the latest
 *       saved {@link Reading} counts, what it lost does not.
 * </ul>
 *
 * <p>Safe for use by many threads.
 */
public final class LeaseClock implements InstantSource {
  private static final Logger log = LoggerFactory.getLogger(LeaseClock.class);

  /** Of so many milliseconds that elapse it gains one while it catches up. */
  private static final long CATCH_UP = 10;

  /** The time of day was set if it moved by so much more or less than elapsed, milliseconds. */
  private static final long STEP = 5_000;

  /**
   * What both clocks showed at one moment; saved from time to time, for the next start.
   *
   * @param lease lease time, milliseconds since 1970
   * @param wall time of day, milliseconds since 1970
   */
  public record Reading(long lease, long wall) {}

  /**
   * Where lease time is counted from.
   *
   * @param nanos elapsed time at that moment
   * @param ahead by how much the time of day was ahead, milliseconds
   */
  private record Anchor(long lease, long nanos, long ahead) {
    long at(long nanosNow) {
      long elapsed = Math.max(0, nanosNow - nanos) / 1_000_000;
      return lease + elapsed + Math.max(0, Math.min(ahead, elapsed / CATCH_UP));
    }
  }

  private final String name;
  private final TimeSource source;
  private volatile Anchor anchor;

  private LeaseClock(String name, TimeSource source, Reading reading) {
    this.name = name;
    this.source = source;
    this.anchor =
        new Anchor(reading.lease(), source.nanos().getAsLong(), reading.wall() - reading.lease());
  }

  /**
   * A clock that begins with the time of day.
   *
   * @param name whose leases these are, for the log
   */
  public static LeaseClock start(String name, TimeSource source) {
    long now = source.wall().millis();
    return new LeaseClock(name, source, new Reading(now, now));
  }

  /** A clock that goes on where one was when its reading was saved. */
  public static LeaseClock resume(String name, TimeSource source, Reading saved) {
    long wall = source.wall().millis();
    long down = wall - saved.wall();
    if (down < -STEP) {
      log.warn(
          "The time of day is {} behind that of the last run of resource {}; its leases go on from"
              + " where they were",
          Duration.ofMillis(-down),
          name);
    }
    return new LeaseClock(name, source, new Reading(saved.lease() + Math.max(0, down), wall));
  }

  /** Lease time, milliseconds since 1970. */
  @Override
  public long millis() {
    return anchor.at(source.nanos().getAsLong());
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }

  /** Looks at the time of day, which should be done about every second; tells both times. */
  public synchronized Reading look() {
    Anchor before = anchor;
    long nanos = source.nanos().getAsLong();
    long wall = source.wall().millis();
    long lease = before.at(nanos);
    long gained = lease - before.lease() - Math.max(0, nanos - before.nanos()) / 1_000_000;
    long ahead = wall - lease;
    long step = ahead + gained - before.ahead();
    anchor = new Anchor(lease, nanos, ahead);
    if (step > STEP) {
      log.warn(
          "The time of day went {} ahead; the leases of resource {} follow slowly, in about {}",
          Duration.ofMillis(step),
          name,
          Duration.ofSeconds(ahead / 1000 * CATCH_UP));
    } else if (step < -STEP) {
      log.warn(
          "The time of day went back by {}; the leases of resource {} go on at their pace",
          Duration.ofMillis(-step),
          name);
    }
    return new Reading(lease, wall);
  }
}
