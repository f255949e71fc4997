package org.datalogistics.testkit;

import java.time.Duration;

/**
 * What goes wrong in one direction of a {@link FaultProxy}. Positions count the bytes of one
 * connection in that direction from 0, so the same bytes meet the same fault however they are cut
 * into packets.
 *
 * @param flow whether bytes pass at all
 * @param delay how long each byte is under way; bandwidth stays
 * @param bytesPerSecond the most that passes in a second, 0 for no limit
 * @param cutAfter the bytes after which a connection is cut, -1 for never; with 0 it is cut when
 *     the first byte comes
 * @param cutHow how it is cut
 * @param cutOnce whether only one connection is cut and later ones are spared
 * @param corruptAt the position of a byte whose lowest bit is turned over, -1 for none
 * @param corruptEvery every so many bytes, the last has its lowest bit turned over, 0 for none
 */
public record Faults(
    Flow flow,
    Duration delay,
    long bytesPerSecond,
    long cutAfter,
    Ending cutHow,
    boolean cutOnce,
    long corruptAt,
    long corruptEvery) {

  /** Whether bytes pass. */
  public enum Flow {
    /** They do. */
    FORWARD,
    /**
     * They wait until the fault is taken away, as in a network that lost its way; senders feel
     * back-pressure after 1 MiB.
     */
    HOLD,
    /**
     * They are read and thrown away. A connection that lost bytes is reset when it is to forward
     * again.
     */
    DISCARD
  }

  /** Nothing goes wrong. */
  public static final Faults NONE =
      new Faults(Flow.FORWARD, Duration.ZERO, 0, -1, Ending.FIN, false, -1, 0);

  /** Checks the limits. */
  public Faults {
    if (delay.isNegative() || bytesPerSecond < 0 || corruptEvery < 0) {
      throw new IllegalArgumentException(
          "negative: delay %s, bytesPerSecond %d or corruptEvery %d"
              .formatted(delay, bytesPerSecond, corruptEvery));
    }
  }

  /** The same with another flow. */
  public Faults withFlow(Flow other) {
    return new Faults(
        other, delay, bytesPerSecond, cutAfter, cutHow, cutOnce, corruptAt, corruptEvery);
  }

  /** The same with another delay. */
  public Faults withDelay(Duration other) {
    return new Faults(
        flow, other, bytesPerSecond, cutAfter, cutHow, cutOnce, corruptAt, corruptEvery);
  }

  /** The same with another rate. */
  public Faults withBytesPerSecond(long other) {
    return new Faults(flow, delay, other, cutAfter, cutHow, cutOnce, corruptAt, corruptEvery);
  }

  /** The same with each connection cut after so many bytes, or none for -1. */
  public Faults withCutAfter(long bytes, Ending how) {
    return new Faults(flow, delay, bytesPerSecond, bytes, how, false, corruptAt, corruptEvery);
  }

  /** The same with only the first connection cut that comes that far. */
  public Faults withCutOnceAfter(long bytes, Ending how) {
    return new Faults(flow, delay, bytesPerSecond, bytes, how, true, corruptAt, corruptEvery);
  }

  /** The same with one byte of each connection corrupted. */
  public Faults withCorruptAt(long position) {
    return new Faults(
        flow, delay, bytesPerSecond, cutAfter, cutHow, cutOnce, position, corruptEvery);
  }

  /** The same with one of every so many bytes corrupted. */
  public Faults withCorruptEvery(long bytes) {
    return new Faults(flow, delay, bytesPerSecond, cutAfter, cutHow, cutOnce, corruptAt, bytes);
  }

  boolean corrupts(long position) {
    return position == corruptAt || (corruptEvery > 0 && (position + 1) % corruptEvery == 0);
  }
}
