package org.datalogistics.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it. Thread-safe. */
public final class ManualClock extends Clock {
  private final Hands hands;
  private final ZoneId zone;

  private ManualClock(Hands hands, ZoneId zone) {
    this.hands = hands;
    this.zone = zone;
  }

  /** A clock that stands at the start of the year 2026, UTC. */
  public ManualClock() {
    this(Instant.parse("2026-01-01T00:00:00Z"));
  }

  /** A clock that stands at {@code start}. */
  public ManualClock(Instant start) {
    this(new Hands(start), ZoneOffset.UTC);
  }

  /** Sets the time, forwards or back. */
  public void set(Instant time) {
    hands.set(time);
  }

  /** Moves the time on (or back, by a negative duration) and returns the new time. */
  public Instant advance(Duration by) {
    return hands.advance(by);
  }

  @Override
  public Instant instant() {
    return hands.time();
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /** The same clock seen from another zone: both move together. */
  @Override
  public ManualClock withZone(ZoneId other) {
    return new ManualClock(hands, other);
  }

  @Override
  public String toString() {
    return "ManualClock at " + hands.time();
  }

  private static final class Hands {
    private Instant time;

    Hands(Instant time) {
      this.time = time;
    }

    synchronized Instant time() {
      return time;
    }

    synchronized void set(Instant to) {
      time = to;
    }

    synchronized Instant advance(Duration by) {
      time = time.plus(by);
      return time;
    }
  }
}
