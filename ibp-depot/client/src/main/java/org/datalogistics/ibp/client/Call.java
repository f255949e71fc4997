package org.datalogistics.ibp.client;

import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpException;
import org.jspecify.annotations.Nullable;

/**
 * One call from its start to the completion of its future, over as many attempts as the rules
 * allow. An attempt is in one place at a time: waiting in a pool or in flight on a connection.
 */
final class Call<T extends @Nullable Object> {
  /** How often a command may lose its connection to a failure that was not its own. */
  private static final int MAX_DISPLACEMENTS = 8;

  private final CallSpec<T> spec;
  private final DepotPool pool;
  private final Retries retries;
  private final Transport timers;
  private final CompletableFuture<T> future = new CompletableFuture<>();
  private final boolean limited;
  private final long deadline;

  /** Its place among those that wait; guarded by the lock of the pool. */
  long order;

  /** Whether it waits for a connection; guarded by the lock of the pool. */
  boolean waiting;

  private volatile @Nullable Connection connection;
  private volatile @Nullable Future<?> timer;
  // The rest belongs to the attempt that is under way; its hand-overs are ordered by the pool lock.
  private boolean freshOnly;
  private int repetitions;
  private int displacements;

  Call(
      CallSpec<T> spec,
      DepotPool pool,
      Retries retries,
      Transport timers,
      @Nullable Duration limit) {
    this.spec = spec;
    this.pool = pool;
    this.retries = retries;
    this.timers = timers;
    this.limited = limit != null;
    this.deadline = System.nanoTime() + (limit == null ? 0 : limit.toNanos());
    Future<?> limiter =
        limit == null
            ? null
            : timers.after(limit.toNanos(), () -> fail(timeout("not done within " + limit)));
    // Whoever completes the future, a cancelling caller too, ends the attempt.
    future.whenComplete((value, failure) -> ended(limiter));
  }

  CallSpec<T> spec() {
    return spec;
  }

  CompletableFuture<T> future() {
    return future;
  }

  boolean isDone() {
    return future.isDone();
  }

  /** Whether only a connection that has answered nothing yet will do. */
  boolean freshOnly() {
    return freshOnly;
  }

  /** The pool found no connection yet; gives up after a while. */
  void waits(Duration limit) {
    timer =
        timers.after(
            limit.toNanos(),
            () -> {
              if (pool.withdraw(this)) {
                fail(timeout("no connection became free within " + limit));
              }
            });
  }

  void assigned(Connection assigned) {
    connection = assigned;
    Future<?> present = timer;
    if (present != null) {
      present.cancel(false);
      timer = null;
    }
  }

  void succeed(@Nullable T value) {
    future.complete(value);
  }

  void fail(Exception failure) {
    future.completeExceptionally(failure);
  }

  void fail(IbpError error, String why, @Nullable Throwable cause) {
    String message = spec.what() + ": " + why;
    fail(
        cause == null ? new IbpException(error, message) : new IbpException(error, message, cause));
  }

  /** The depot did not carry the command out and asks to come back. */
  void retryLater(Notice notice, IbpException refusal) {
    connection = null;
    long wait = retries.pause(notice.pause());
    boolean inTime = !limited || deadline - System.nanoTime() > wait;
    if (repetitions++ >= retries.most() || !inTime) {
      fail(refusal);
    } else {
      timer = timers.after(wait, this::resubmit);
    }
  }

  /** The connection closed because of a neighbour, and this command was certainly not begun. */
  void displaced(IbpException failure) {
    if (displacements++ >= MAX_DISPLACEMENTS) {
      fail(failure);
    } else {
      resubmit();
    }
  }

  /**
   * The connection closed without a byte of an answer.
   *
   * @param used whether the connection had answered before, so that it may have been closed before
   *     it saw the command
   */
  void unanswered(boolean used, IbpException failure) {
    if (used && spec.repeatable() && !freshOnly) {
      freshOnly = true;
      resubmit();
    } else {
      fail(failure);
    }
  }

  IbpException timeout(String why) {
    return new IbpException(IbpError.CLIENT_TIMEOUT, spec.what() + ": " + why);
  }

  /** The connection is gone, and the answer with it. */
  IbpException lost(String why, @Nullable Throwable cause) {
    String message = spec.what() + ": " + why;
    return cause == null
        ? new IbpException(IbpError.SOCK_READ, message)
        : new IbpException(IbpError.SOCK_READ, message, cause);
  }

  private void resubmit() {
    connection = null;
    if (!isDone()) {
      pool.resubmit(this);
    }
  }

  private void ended(@Nullable Future<?> limiter) {
    pool.finished(this);
    if (limiter != null) {
      limiter.cancel(false);
    }
    Future<?> wait = timer;
    if (wait != null) {
      wait.cancel(false);
    }
    Connection current = connection;
    if (current != null) {
      current.abandon(this);
    } else {
      pool.withdraw(this);
    }
  }
}
