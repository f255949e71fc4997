package org.datalogistics.lors.plan;

/** One attempt to load one piece from one source. Compared by identity. */
public final class Fetch {
  private final int piece;
  private final Source source;
  private final long started;
  final int laterFinishedAtStart;
  private volatile long lastData;

  Fetch(int piece, Source source, long started, int laterFinishedAtStart) {
    this.piece = piece;
    this.source = source;
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

  /** When it was started. */
  public long started() {
    return started;
  }

  /** Bytes have just arrived; may be called by any thread. */
  public void dataArrived(long now) {
    lastData = now;
  }

  long lastData() {
    return lastData;
  }

  @Override
  public String toString() {
    return "piece " + piece + " from " + source.depot();
  }
}
