package org.datalogistics.depot.disk;

import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Where short work that touches the disk runs. While the disk is quick, which for writes means that
 * the page cache takes them, it runs at once on the calling thread: handing each buffer to another
 * thread was measured to cost more processor time. As soon as one piece of work takes long, all
 * goes to the disk threads for a while, and for twice as long each time that the next look finds it
 * slow again: a slow disk does not hold up network threads, and a passing hitch changes little.
 */
public final class DiskAccess implements Executor {
  /** Work that takes longer than this shows a slow disk, nanoseconds. */
  public static final long SLOW = 4_000_000;

  /** How long a slow disk is kept away from the calling threads at first, nanoseconds. */
  public static final long FIRST_PENALTY = 50_000_000;

  /** And at last. */
  public static final long LONGEST_PENALTY = 6_400_000_000L;

  private final Executor threads;
  private final LongSupplier nanoTime;
  private final boolean mayRunHere;
  private volatile long slowUntil;
  private volatile long penalty = FIRST_PENALTY;

  public DiskAccess(Executor threads, LongSupplier nanoTime) {
    this(threads, nanoTime, true);
  }

  /**
   * @param mayRunHere false if the work forces the disk, so that none runs on calling threads
   */
  public DiskAccess(Executor threads, LongSupplier nanoTime, boolean mayRunHere) {
    this.threads = threads;
    this.mayRunHere = mayRunHere;
    this.nanoTime = nanoTime;
    this.slowUntil = nanoTime.getAsLong();
  }

  /** Runs short work here or on a disk thread. */
  @Override
  public void execute(Runnable work) {
    long start = nanoTime.getAsLong();
    if (!mayRunHere || start - slowUntil < 0) {
      threads.execute(work);
      return;
    }
    work.run();
    took(nanoTime.getAsLong() - start);
  }

  private void took(long nanos) {
    if (nanos <= SLOW) {
      penalty = FIRST_PENALTY;
    } else {
      long now = penalty;
      slowUntil = nanoTime.getAsLong() + now;
      penalty = Math.min(2 * now, LONGEST_PENALTY);
    }
  }

  /** Whether short work goes to the disk threads, because the disk was slow. */
  public boolean isSlow() {
    return nanoTime.getAsLong() - slowUntil < 0;
  }

  /** Runs work that may take long in any case, such as copying or unlinking. */
  public void executeLong(Runnable work) {
    threads.execute(work);
  }
}
