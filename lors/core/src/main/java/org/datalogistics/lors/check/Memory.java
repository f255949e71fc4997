package org.datalogistics.lors.check;

import java.util.concurrent.Semaphore;
import org.datalogistics.lors.CancelledException;

/** Memory that several threads share: who wants more than is left waits. */
final class Memory {
  private static final int UNIT = 16; // bits: shares of 64 KiB

  private final long bytes;
  private final int shares;
  private final Semaphore left;

  Memory(long bytes) {
    this.bytes = bytes;
    this.shares = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes >> UNIT));
    this.left = new Semaphore(shares, true);
  }

  long bytes() {
    return bytes;
  }

  /** Takes so many bytes, or all there are if that is less; the result is to be given back. */
  int take(long wanted) throws CancelledException {
    int taken = (int) Math.max(1, Math.min(shares, (wanted >> UNIT) + 1));
    try {
      left.acquire(taken);
      return taken;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException("interrupted");
    }
  }

  void giveBack(int taken) {
    left.release(taken);
  }
}
