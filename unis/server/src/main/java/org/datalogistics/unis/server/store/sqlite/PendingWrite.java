package org.datalogistics.unis.server.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.datalogistics.unis.server.store.StoreException;
import org.datalogistics.unis.server.store.StoreUnavailableException;
import org.jspecify.annotations.Nullable;

/** A write on its way: queued, then either taken by the writer or given up by its caller. */
final class PendingWrite<T> {

  private enum State {
    QUEUED,
    TAKEN,
    GIVEN_UP
  }

  private final Write<T> write;
  private final String attempt;
  private final int weight;
  private final AtomicReference<State> state = new AtomicReference<>(State.QUEUED);
  private final CompletableFuture<T> outcome = new CompletableFuture<>();
  private @Nullable T result;
  private @Nullable RuntimeException failure;

  /**
   * A write to be queued.
   *
   * @param attempt what it does, for messages
   * @param weight its size in the units of the queue's bound
   */
  PendingWrite(String attempt, int weight, Write<T> write) {
    this.attempt = attempt;
    this.weight = weight;
    this.write = write;
  }

  int weight() {
    return weight;
  }

  /** Whether the writer may go on with it. */
  boolean take() {
    return state.compareAndSet(State.QUEUED, State.TAKEN);
  }

  /** Applies the write and keeps the outcome until the commit; false when it failed. */
  boolean apply(Connection connection) {
    try {
      result = write.apply(connection);
      return true;
    } catch (SQLException e) {
      failure = SqlErrors.translate(attempt, e);
    } catch (RuntimeException e) {
      failure = e;
    }
    return false;
  }

  /** Tells the caller the outcome, now that it is durable. */
  void committed() {
    if (failure != null) {
      outcome.completeExceptionally(failure);
    } else {
      outcome.complete(result);
    }
  }

  /** Tells the caller that the whole group failed; an own failure says more. */
  void failed(Throwable cause) {
    RuntimeException known = failure;
    if (known == null) {
      known =
          cause instanceof SQLException e
              ? SqlErrors.translate(attempt, e)
              : new StoreException("cannot " + attempt + ": " + cause.getMessage(), cause);
    }
    outcome.completeExceptionally(known);
  }

  @Nullable RuntimeException failure() {
    return failure;
  }

  void refused(String why) {
    outcome.completeExceptionally(new StoreUnavailableException("cannot " + attempt + ": " + why));
  }

  /** Waits for the outcome: the limit in the queue, and once more the limit when taken. */
  T await(Duration limit) {
    try {
      try {
        return outcome.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (state.compareAndSet(State.QUEUED, State.GIVEN_UP)) {
          throw new StoreUnavailableException(
              "cannot " + attempt + ": too many writes are waiting", e);
        }
        return outcome.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (TimeoutException e) {
      throw new StoreUnavailableException(
          "cannot tell whether the store did " + attempt + ": the disk is too slow", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("interrupted while waiting to " + attempt, e);
    } catch (ExecutionException e) {
      throw asSeenFromHere(e.getCause());
    }
  }

  private StoreException asSeenFromHere(@Nullable Throwable cause) {
    if (cause instanceof StoreException e) {
      e.addSuppressed(new StoreException("waited for here"));
      return e;
    }
    return new StoreException("cannot " + attempt, cause);
  }
}
