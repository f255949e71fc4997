package org.datalogistics.unis.server.store.sqlite;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.datalogistics.unis.server.store.StoreUnavailableException;
import org.jspecify.annotations.Nullable;

/** A bounded number of readers, opened when first needed. */
final class ReaderPool implements AutoCloseable {

  private final Database database;
  private final Duration timeLimit;
  private final int size;
  private final Semaphore free;
  private final Deque<Reader> idle = new ArrayDeque<>(); // guarded by this
  private boolean closed; // guarded by this

  ReaderPool(Database database, int size, Duration timeLimit) {
    this.database = database;
    this.size = size;
    this.timeLimit = timeLimit;
    this.free = new Semaphore(size, true);
  }

  /** Takes a reader; the caller gives it back. */
  Reader take() throws SQLException {
    try {
      if (!free.tryAcquire(timeLimit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new StoreUnavailableException(
            "all " + size + " readers of the store are busy; are all cursors closed?");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("interrupted while waiting for a reader", e);
    }
    try {
      Reader reader = idleReader();
      if (reader == null) {
        reader = new Reader(database.openReader(), timeLimit);
      }
      reader.beginStep();
      return reader;
    } catch (SQLException | RuntimeException e) {
      free.release();
      throw e;
    }
  }

  private synchronized @Nullable Reader idleReader() {
    if (closed) {
      throw new StoreUnavailableException("the store is closed");
    }
    return idle.pollFirst();
  }

  /** Gives a reader back, with no statement open on it. */
  void give(Reader reader) throws SQLException {
    try {
      if (!keep(reader)) {
        reader.close();
      }
    } finally {
      free.release();
    }
  }

  private synchronized boolean keep(Reader reader) {
    if (!closed) {
      idle.addFirst(reader);
    }
    return !closed;
  }

  /** Closes the idle readers; those in use are closed when they are given back. */
  @Override
  public synchronized void close() throws SQLException {
    closed = true;
    while (!idle.isEmpty()) {
      idle.removeFirst().close();
    }
  }
}
