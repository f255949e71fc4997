package org.datalogistics.depot.disk;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that wait for the disk, so that no network thread has to.
 *
 * <p>Their queue takes whatever is handed in, since much of it must be done: the bytes of a broken
 * upload have to be taken back, whoever else waits. It is bounded all the same:
 *
 * <ul>
 *   <li>No command begins while more than the limit waits ({@link #isFull}): its client gets the
 *       notice to come back later. A queue that does not get shorter, as of a disk that hangs, so
 *       takes nothing more from new commands, however often clients give up and connect again.
 *   <li>A command under way has one piece of work here at a time, and commands under way are as
 *       many as connections at most. A command that nobody waits for any more has at most the piece
 *       that is here, which counts, and leaves at most one behind, to give back what it held.
 *   <li>What does not belong to commands is one piece for each resource of each kind: commits,
 *       which are done together, and batches of files to unlink; and one for the certificate.
 *       Scrubbers, caretakers and rescans have threads of their own.
 * </ul>
 *
 * So there are never more than the limit, twice the connections, and a few. Threads that belong
 * together share one limit, so that what one of them lets pile up holds for all.
 */
public final class DiskThreads extends ThreadPoolExecutor {
  private static final long IDLE_SECONDS = 30;

  private final AtomicInteger waiting;
  private final int limit;

  private DiskThreads(String name, int count, AtomicInteger waiting, int limit) {
    super(
        count,
        count,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        new Named(name, new AtomicInteger()));
    this.waiting = waiting;
    this.limit = limit;
    allowCoreThreadTimeOut(true);
  }

  private record Named(String name, AtomicInteger number) implements ThreadFactory {
    @Override
    public Thread newThread(Runnable task) {
      Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    }
  }

  /**
   * Starts threads with that name and a number.
   *
   * @param limit pieces of work that may wait before no command begins any more
   */
  public static DiskThreads start(String name, int count, int limit) {
    return new DiskThreads(name, count, new AtomicInteger(), limit);
  }

  /** Starts more threads, whose work counts together with that of these. */
  public DiskThreads more(String name, int count) {
    return new DiskThreads(name, count, waiting, limit);
  }

  /** Pieces of work that wait, of all that share the limit. */
  public int waiting() {
    return waiting.get();
  }

  /** Whether so much waits that nothing new should begin. */
  public boolean isFull() {
    return waiting.get() >= limit;
  }

  @Override
  public void execute(Runnable work) {
    waiting.incrementAndGet();
    boolean taken = false;
    try {
      super.execute(work);
      taken = true;
    } finally {
      if (!taken) {
        waiting.decrementAndGet();
      }
    }
  }

  @Override
  protected void beforeExecute(Thread thread, Runnable work) {
    waiting.decrementAndGet();
  }
}
