package org.datalogistics.unis.server.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.sqlite.Function;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** Opens connections to the file and brings it to the current layout. */
final class Database {

  /** Version of the layout, in the file's {@code user_version}. */
  static final int VERSION = 1;

  /** How long SQLite itself waits for a lock; ours are never held that long. */
  private static final Duration BUSY = Duration.ofSeconds(5);

  private final Path file;

  Database(Path file) {
    this.file = file;
  }

  /** A connection that writes: WAL, each commit forced to the disk. */
  Connection openWriter() throws SQLException {
    Connection connection = open(16_384);
    try {
      execute(connection, "PRAGMA journal_mode=WAL");
      execute(connection, "PRAGMA synchronous=FULL");
      execute(connection, "PRAGMA journal_size_limit=67108864");
      layOut(connection);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** A connection that only reads. */
  Connection openReader() throws SQLException {
    Connection connection = open(4_096);
    try {
      execute(connection, "PRAGMA query_only=ON");
      Function.create(
          connection, SortFunction.NAME, new SortFunction(), 3, Function.FLAG_DETERMINISTIC);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private Connection open(int cacheKibibytes) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout((int) BUSY.toMillis());
    Properties properties = config.toProperties();
    Connection connection = JDBC.createConnection("jdbc:sqlite:" + file, properties);
    if (connection == null) {
      throw new SQLException("no SQLite driver for " + file);
    }
    try {
      execute(connection, "PRAGMA cache_size=-" + cacheKibibytes);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private void layOut(Connection connection) throws SQLException {
    int version = (int) number(connection, "PRAGMA user_version");
    if (version > VERSION) {
      throw new SQLException(
          file + " has layout " + version + ", newer than this program's " + VERSION);
    }
    if (version == VERSION) {
      return;
    }
    execute(connection, "BEGIN IMMEDIATE");
    execute(
        connection,
        "CREATE TABLE IF NOT EXISTS collections (number INTEGER PRIMARY KEY, name TEXT UNIQUE NOT"
            + " NULL)");
    execute(
        connection,
        "CREATE TABLE IF NOT EXISTS properties (name TEXT PRIMARY KEY, value TEXT NOT NULL)"
            + " WITHOUT ROWID");
    execute(connection, "PRAGMA user_version=" + VERSION);
    execute(connection, "COMMIT");
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }
}
