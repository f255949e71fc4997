package org.datalogistics.unis.server.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.ProgressHandler;

/** A connection that reads, for one thread at a time; each step of a statement is bounded. */
final class Reader {

  private static final int INSTRUCTIONS_BETWEEN_CHECKS = 5_000;

  private final Connection connection;
  private final long limitNanos;
  private volatile long stepBegan;

  Reader(Connection connection, Duration timeLimit) throws SQLException {
    this.connection = connection;
    this.limitNanos = timeLimit.toNanos();
    ProgressHandler.setHandler(
        connection,
        INSTRUCTIONS_BETWEEN_CHECKS,
        new ProgressHandler() {
          @Override
          protected int progress() {
            return System.nanoTime() - stepBegan > limitNanos ? 1 : 0;
          }
        });
  }

  Connection connection() {
    return connection;
  }

  /** To be called before each statement and each row: the time limit starts anew. */
  void beginStep() {
    stepBegan = System.nanoTime();
  }

  void close() throws SQLException {
    connection.close();
  }
}
