package org.datalogistics.unis.server.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.datalogistics.unis.server.store.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It takes all writes that wait, applies each under a savepoint, and
 * commits them together, so that one flush of the disk serves many callers. The queue is bounded in
 * number and in characters; callers wait for room.
 */
final class GroupCommit implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
  private static final int QUEUE = 1_024;
  private static final int GROUP = 256;
  private static final int KIBI = 1_024;

  /** Together the waiting writes hold at most this, in 1024 characters, or one larger write. */
  private static final int MAX_WEIGHT = 32 * KIBI;

  private final BlockingQueue<PendingWrite<?>> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Semaphore room = new Semaphore(MAX_WEIGHT, true);
  private final Connection connection;
  private final Duration timeLimit;
  private final Thread thread;
  private volatile boolean closing;
  private volatile boolean ended;

  GroupCommit(Connection connection, String name, Duration timeLimit) {
    this.connection = connection;
    this.timeLimit = timeLimit;
    this.thread = new Thread(this::run, "store-writer-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Applies a write and returns when it is durable.
   *
   * @param attempt what it does, for messages
   * @param characters its size
   */
  <T> T submit(String attempt, long characters, Write<T> write) {
    int weight = (int) Math.min(MAX_WEIGHT, 1 + characters / KIBI);
    PendingWrite<T> pending = new PendingWrite<>(attempt, weight, write);
    try {
      if (!room.tryAcquire(weight, timeLimit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new StoreUnavailableException("cannot " + attempt + ": too many writes are waiting");
      }
      if (closing || !queue.offer(pending, timeLimit.toMillis(), TimeUnit.MILLISECONDS)) {
        room.release(weight);
        throw new StoreUnavailableException(
            "cannot "
                + attempt
                + (closing ? ": the store is closed" : ": too many writes are waiting"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("interrupted while waiting to " + attempt, e);
    }
    if (ended) {
      pending.refused("the store is closed"); // it came too late to be seen
    }
    return pending.await(timeLimit);
  }

  private void run() {
    List<PendingWrite<?>> group = new ArrayList<>(GROUP);
    try {
      while (!closing || !queue.isEmpty()) {
        PendingWrite<?> first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          group.add(first);
          queue.drainTo(group, GROUP - 1);
          group.forEach(write -> room.release(write.weight()));
          group.removeIf(write -> !write.take());
          commit(group);
          group.clear();
        }
      }
    } catch (InterruptedException e) {
      LOG.warn("the store's writer was interrupted and ends");
    } finally {
      closing = true;
      ended = true;
      for (PendingWrite<?> left = queue.poll(); left != null; left = queue.poll()) {
        left.refused("the store is closed");
      }
    }
  }

  private void commit(List<PendingWrite<?>> group) {
    try {
      Database.execute(connection, "BEGIN IMMEDIATE");
      for (PendingWrite<?> write : group) {
        Database.execute(connection, "SAVEPOINT one");
        if (!write.apply(connection)) {
          undo(write);
        }
        Database.execute(connection, "RELEASE one");
      }
      Database.execute(connection, "COMMIT");
    } catch (SQLException | RuntimeException | Error e) { // an Error fails the group, not the store
      LOG.error("{} writes failed: {}", group.size(), e.toString());
      rollBack();
      group.forEach(write -> write.failed(e));
      return;
    }
    group.forEach(PendingWrite::committed);
  }

  private void undo(PendingWrite<?> write) throws SQLException {
    try {
      Database.execute(connection, "ROLLBACK TO one");
    } catch (SQLException e) {
      RuntimeException why = write.failure(); // so bad that SQLite gave up the whole group
      if (why != null) {
        throw why;
      }
      throw e;
    }
  }

  private void rollBack() {
    try {
      Database.execute(connection, "ROLLBACK");
    } catch (SQLException e) {
      LOG.debug("nothing to roll back: {}", e.getMessage()); // SQLite did it by itself
    }
  }

  /** Finishes what is queued, then closes the connection. */
  @Override
  public void close() throws SQLException {
    closing = true;
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    connection.close();
  }
}
