package org.datalogistics.ibp.client;

/** What a pool knows of one connection; guarded by the lock of the pool. */
final class Slot {
  final Connection connection;

  /** Commands sent and not answered. */
  int inFlight;

  /** The command in flight tolerates no neighbour. */
  boolean exclusive;

  /** Takes no more commands; closes when nothing is in flight. */
  boolean draining;

  /** Commands answered so far. */
  int answered;

  /** When it connected or last answered, by {@link System#nanoTime}. */
  long lastUsed;

  Slot(Connection connection) {
    this.connection = connection;
  }

  boolean isIdle() {
    return inFlight == 0 && !draining;
  }
}
