package org.datalogistics.lors.plan;

import java.util.concurrent.atomic.AtomicLong;

/** One attempt to load one piece from one source. Compared by identity. */
public final class Fetch {
  private final int piece;
  private final Source source;
  private final String why;
  private final long started;
  final int laterFinishedAtStart;

  /** Bytes that the scheduler has counted for the depot. */
  long counted;

  private final AtomicLong arrived = new AtomicLong();
  private volatile long lastData;

  Fetch(int piece, Source source, String why, long started, int laterFinishedAtStart) {
    this.piece = piece;
    this.source = source;
    this.why = why;
    this.started = started;
    this.lastData = started;
    this.laterFinishedAtStart = laterFinishedAtStart;
  }

  /** Index of the piece. */
  public int piece() {
    return piece;
  }

  /** Where from. */
  public Source source() {
    return source;
  }

  /** Why from there, for people. */
  public String why() {
    return why;
  }

  /** When it was started. */
  public long started() {
    return started;
  }

  /** So many bytes have just arrived; may be called by any thread. */
  public void dataArrived(long bytes, long now) {
    arrived.addAndGet(bytes);
    lastData = now;
  }

  /** Bytes that have arrived, as the depot sends them. */
  long arrived() {
    return arrived.get();
  }

  long lastData() {
    return lastData;
  }

  @Override
  public String toString() {
    return "piece " + piece + " from " + source.depot();
  }
}
