package org.datalogistics.depot.metadata;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The tables of the metadata, made and brought up to date. */
final class Layout {
  /** Its number, kept in the database. */
  static final int VERSION = 2;

  private Layout() {}

  /**
   * Makes the tables if there are none, and adds what older ones lack; all in one transaction.
   *
   * @throws SQLException also if the database was written by a newer version of the depot
   */
  static void prepare(Statement statement, Path file) throws SQLException {
    int version = version(statement);
    if (version > VERSION) {
      throw new SQLException(
          file + " has layout " + version + ", this depot knows up to " + VERSION);
    }
    if (version == VERSION) {
      return;
    }
    statement.execute("BEGIN IMMEDIATE");
    // Another connection may have been quicker.
    version = version(statement);
    if (version < 1) {
      first(statement);
    }
    if (version < 2) {
      second(statement);
    }
    statement.execute("PRAGMA user_version=" + VERSION);
    statement.execute("COMMIT");
  }

  private static int version(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  private static void first(Statement statement) throws SQLException {
    statement.execute("CREATE TABLE setting (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID");
    statement.execute(
        "CREATE TABLE allocation (id INTEGER PRIMARY KEY, read_key BLOB NOT NULL, write_key BLOB"
            + " NOT NULL, manage_key BLOB NOT NULL, reliability INTEGER NOT NULL, type INTEGER NOT"
            + " NULL, max_size INTEGER NOT NULL, size INTEGER NOT NULL, read_count INTEGER NOT"
            + " NULL, write_count INTEGER NOT NULL, expires_at INTEGER NOT NULL, created_at INTEGER"
            + " NOT NULL)");
    statement.execute("CREATE INDEX allocation_expires_at ON allocation (expires_at)");
    // Data files that are to be unlinked: their allocation went in the same transaction.
    statement.execute("CREATE TABLE doomed_file (id INTEGER PRIMARY KEY)");
  }

  /** Adds rings, checksums, aliases and trash; of what is there, no last block is known. */
  private static void second(Statement statement) throws SQLException {
    for (String column :
        new String[] {
          "start INTEGER NOT NULL DEFAULT 0",
          "tail_crc INTEGER",
          "crc INTEGER NOT NULL DEFAULT 1",
          "digest_type INTEGER NOT NULL DEFAULT 0",
          "digest_block INTEGER NOT NULL DEFAULT 0",
          "damaged INTEGER NOT NULL DEFAULT 0",
          "master INTEGER",
          "window_offset INTEGER",
          "window_length INTEGER",
          "state INTEGER NOT NULL DEFAULT 0",
          "trashed_at INTEGER"
        }) {
      statement.execute("ALTER TABLE allocation ADD COLUMN " + column);
    }
    statement.execute("DROP INDEX allocation_expires_at");
    statement.execute("CREATE INDEX live_by_expiry ON allocation (expires_at) WHERE state=0");
    statement.execute(
        "CREATE INDEX soft_by_expiry ON allocation (expires_at)"
            + " WHERE state=0 AND reliability=1 AND master IS NULL");
    statement.execute(
        "CREATE INDEX trash_by_age ON allocation (state, trashed_at)"
            + " WHERE trashed_at IS NOT NULL");
    statement.execute(
        "CREATE INDEX alias_by_master ON allocation (master) WHERE master IS NOT NULL");
    statement.execute("CREATE INDEX damaged_by_id ON allocation (id) WHERE damaged=1");
    // The sums over all rows, and the last frame of the journal that is in them.
    statement.execute(
        "CREATE TABLE usage (one INTEGER PRIMARY KEY CHECK (one=1), hard INTEGER NOT NULL, soft"
            + " INTEGER NOT NULL, allocations INTEGER NOT NULL, aliases INTEGER NOT NULL, trash"
            + " INTEGER NOT NULL, trashed INTEGER NOT NULL, damaged INTEGER NOT NULL, applied INTEGER"
            + " NOT NULL)");
    statement.execute(
        "INSERT INTO usage SELECT 1, IFNULL(SUM(max_size) FILTER (WHERE reliability=2), 0),"
            + " IFNULL(SUM(max_size) FILTER (WHERE reliability<>2), 0), COUNT(*), 0, 0, 0, 0, 0"
            + " FROM allocation");
  }
}
