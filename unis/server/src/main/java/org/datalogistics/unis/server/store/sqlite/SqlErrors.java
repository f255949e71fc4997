package org.datalogistics.unis.server.store.sqlite;

import java.sql.SQLException;
import org.datalogistics.unis.server.store.StoreException;
import org.datalogistics.unis.server.store.StoreUnavailableException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Turns errors of SQLite into those of the store. */
final class SqlErrors {

  private SqlErrors() {}

  static StoreException translate(String attempt, SQLException e) {
    return switch (code(e)) {
      case SQLITE_FULL ->
          new StoreUnavailableException("cannot " + attempt + ": the disk is full", e);
      case SQLITE_INTERRUPT ->
          new StoreUnavailableException(
              "cannot "
                  + attempt
                  + " within the time limit; narrow the query, or declare an index for its fields",
              e);
      case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_BUSY_SNAPSHOT ->
          new StoreUnavailableException(
              "cannot " + attempt + ": the database is locked by another program", e);
      default -> new StoreException("cannot " + attempt + ": " + e.getMessage(), e);
    };
  }

  static boolean isUniqueViolation(SQLException e) {
    SQLiteErrorCode code = code(e);
    return code == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE
        || code == SQLiteErrorCode.SQLITE_CONSTRAINT;
  }

  private static SQLiteErrorCode code(SQLException e) {
    return e instanceof SQLiteException s ? s.getResultCode() : SQLiteErrorCode.SQLITE_ERROR;
  }
}
