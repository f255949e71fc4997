package org.datalogistics.lors.run;

import java.time.Duration;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.CancelledException;
import org.datalogistics.lors.TransferEvent;
import org.datalogistics.lors.TransferListener;

/**
 * The clock of one operation: its deadline, its cancellation, and when to report progress. For the
 * thread that runs it.
 */
public final class Watch {
  private static final long REPORT_NANOS = Duration.ofMillis(100).toNanos();

  /** Longest sleep of an operation's thread, so that deadlines are noticed. */
  private static final long TICK_NANOS = Duration.ofMillis(200).toNanos();

  private final long start = System.nanoTime();
  private final Duration limit;
  private final Cancellation cancellation;
  private final TransferListener listener;
  private long reported = start;

  /** Starts now. */
  public Watch(Duration limit, Cancellation cancellation, TransferListener listener) {
    this.limit = limit;
    this.cancellation = cancellation;
    this.listener = listener;
  }

  /** The time in nanoseconds, for differences only. */
  public long now() {
    return System.nanoTime();
  }

  /** Time since the start. */
  public Duration elapsed() {
    return Duration.ofNanos(now() - start);
  }

  /** At least one millisecond. */
  public Duration left() {
    Duration left = limit.minus(elapsed());
    return left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left;
  }

  /**
   * Fails when the operation has to end.
   *
   * @throws CancelledException when it was cancelled or its time is over
   */
  public void check() throws CancelledException {
    if (cancellation.isCancelled()) {
      throw new CancelledException("cancelled");
    }
    if (elapsed().compareTo(limit) > 0) {
      throw new CancelledException(
          "not finished within " + limit.toSeconds() + " s; allow more time with a longer timeout");
    }
  }

  /** The time to sleep when nothing else limits it. */
  public long tick(long wanted) {
    return Math.min(wanted, TICK_NANOS);
  }

  /** Tells the listener how many bytes were moved, not too often. */
  public void report(long bytes) {
    long now = now();
    if (now - reported >= REPORT_NANOS) {
      reported = now;
      listener.onEvent(new TransferEvent.Progress(bytes));
    }
  }

  /** What one transfer of this many bytes may take (LoRS spec 6.2). */
  public Duration transferLimit(long bytes) {
    Duration byRate = Duration.ofSeconds(Math.max(20, bytes / (10 << 10) + 10));
    return byRate.compareTo(left()) < 0 ? byRate : left();
  }
}
