package org.datalogistics.depot.store;

import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Where short work that touches the disk runs. While the disk is quick, which for writes means that
 * the page cache takes them, it runs at once on the calling thread: handing a buffer to another
 * thread costs more than writing it. As soon as one piece of work takes long, all goes to the disk
 * threads for a while, so that a slow disk holds up network threads for one piece of work a second
 * at most.
 */
final class DiskAccess implements Executor {
  /** Work that takes longer than this shows a slow disk, nanoseconds. */
  static final long SLOW = 4_000_000;

  /** How long a slow disk is kept away from the calling threads, nanoseconds. */
  static final long PENALTY = 1_000_000_000;

  private final Executor threads;
  private final LongSupplier nanoTime;
  private volatile long slowUntil;

  DiskAccess(Executor threads, LongSupplier nanoTime) {
    this.threads = threads;
    this.nanoTime = nanoTime;
    this.slowUntil = nanoTime.getAsLong();
  }

  /** Runs short work here or on a disk thread. */
  @Override
  public void execute(Runnable work) {
    if (nanoTime.getAsLong() - slowUntil < 0) {
      threads.execute(() -> timed(work));
    } else {
      timed(work);
    }
  }

  /** Runs work that may take long in any case, such as copying or unlinking. */
  void executeLong(Runnable work) {
    threads.execute(work);
  }

  private void timed(Runnable work) {
    long start = nanoTime.getAsLong();
    work.run();
    long end = nanoTime.getAsLong();
    if (end - start > SLOW) {
      slowUntil = end + PENALTY;
    }
  }
}
