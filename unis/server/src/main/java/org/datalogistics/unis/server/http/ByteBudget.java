package org.datalogistics.unis.server.http;

import java.util.concurrent.atomic.AtomicLong;

/** So many bytes that all together may hold; safe for use by many threads. */
public final class ByteBudget {

  private final AtomicLong left;

  /** A budget of which nothing is taken. */
  public ByteBudget(long bytes) {
    left = new AtomicLong(bytes);
  }

  /** Takes so many bytes, or none when fewer are left. */
  public boolean tryTake(long bytes) {
    long before = left.getAndUpdate(now -> now >= bytes ? now - bytes : now);
    return before >= bytes;
  }

  /** Gives back what was taken. */
  public void giveBack(long bytes) {
    left.addAndGet(bytes);
  }

  /** How many bytes can be taken. */
  public long left() {
    return left.get();
  }
}
