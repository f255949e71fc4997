package org.datalogistics.depot.scrub;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * How quickly the scrubber works: at a rate that leaves the disk to the clients, and never more
 * than half of the time. One thread works by it; any may change or end it.
 */
final class Tempo {
  /** Sleeps that are worth it, nanoseconds. */
  private static final long WORTH = 5_000_000;

  /** Between two looks at whether something is due. */
  private static final long REST_MILLIS = 1000;

  private final BooleanSupplier paused;

  /** Counted down when it ends; its thread must not be interrupted, which would close files. */
  private final CountDownLatch end = new CountDownLatch(1);

  private volatile long rate;
  private long owed;

  /**
   * @param paused whether the resource is not to be touched now
   */
  Tempo(BooleanSupplier paused) {
    this.paused = paused;
  }

  /** From now on so many bytes a second; 0 for none. */
  void setRate(long bytesPerSecond) {
    rate = bytesPerSecond;
  }

  /** Whether anything is to be done now. */
  boolean goesOn() {
    return !isEnded() && rate > 0 && !paused.getAsBoolean();
  }

  boolean isEnded() {
    return end.getCount() == 0;
  }

  void end() {
    end.countDown();
  }

  /** Sleeps so long that the rate is kept, in pieces that are worth it. */
  void worked(long bytes, long nanos) throws InterruptedException {
    long now = rate;
    if (now > 0) {
      long due = (long) ((double) bytes / now * 1e9) - nanos;
      owed += Math.max(due, nanos);
    }
    if (owed > WORTH) {
      sleep(owed);
      owed = 0;
    }
  }

  /** Does nothing for a while. */
  void rest() throws InterruptedException {
    sleep(TimeUnit.MILLISECONDS.toNanos(REST_MILLIS));
  }

  private void sleep(long nanos) throws InterruptedException {
    boolean ended = end.await(nanos, TimeUnit.NANOSECONDS);
    if (ended) {
      owed = 0;
    }
  }
}
