package org.datalogistics.depot.metadata;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.Lock;

/**
 * Moves the write-ahead log of the metadata into the database, on a connection and a thread of its
 * own: it forces the disk, and no commit should wait for that.
 */
public final class Checkpoint implements AutoCloseable {
  private final Connection connection;

  public Checkpoint(Path database) throws SQLException {
    this.connection = DriverManager.getConnection("jdbc:sqlite:" + database);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA synchronous=NORMAL");
      statement.execute("PRAGMA busy_timeout=5000");
    }
  }

  /**
   * Moves what is there beside the running commits, then the little that came meanwhile with the
   * commits held, so that the log can begin anew: a log that is always written to would only grow.
   */
  public synchronized void run(Lock commits) throws SQLException {
    if (connection.isClosed()) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
      commits.lock();
      try {
        statement.execute("PRAGMA wal_checkpoint(RESTART)");
      } finally {
        commits.unlock();
      }
    }
  }

  @Override
  public synchronized void close() throws SQLException {
    connection.close();
  }
}
