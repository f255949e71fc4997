package org.datalogistics.unis.server.lbone;

/** Bytes that all connections share; for one thread. */
final class MemoryBudget {
  private long left;

  MemoryBudget(long bytes) {
    this.left = bytes;
  }

  /** Takes so many, or says that there are not enough. */
  boolean take(long bytes) {
    if (bytes > left) {
      return false;
    }
    left -= bytes;
    return true;
  }

  void giveBack(long bytes) {
    left += bytes;
  }
}
