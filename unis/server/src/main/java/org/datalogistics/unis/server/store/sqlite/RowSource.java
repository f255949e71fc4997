package org.datalogistics.unis.server.store.sqlite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.datalogistics.unis.server.store.Documents;
import org.datalogistics.unis.server.store.QueryCursor;
import org.jspecify.annotations.Nullable;

/** Documents from the first column of a statement, row by row. */
final class RowSource implements QueryCursor.Source {

  private final ReaderPool pool;
  private final Reader reader;
  private final String attempt;
  private final PreparedStatement statement;
  private final ResultSet rows;

  private RowSource(
      ReaderPool pool, Reader reader, String attempt, PreparedStatement statement, ResultSet rows) {
    this.pool = pool;
    this.reader = reader;
    this.attempt = attempt;
    this.statement = statement;
    this.rows = rows;
  }

  /** Starts the statement on a reader of the pool. */
  static RowSource open(ReaderPool pool, String attempt, String sql, List<Object> args)
      throws SQLException {
    Reader reader = pool.take();
    PreparedStatement statement = null;
    try {
      statement = reader.connection().prepareStatement(sql);
      Statements.bind(statement, args);
      return new RowSource(pool, reader, attempt, statement, statement.executeQuery());
    } catch (SQLException | RuntimeException e) {
      if (statement != null) {
        statement.close();
      }
      pool.give(reader);
      throw e;
    }
  }

  @Override
  public @Nullable ObjectNode next() {
    try {
      reader.beginStep();
      return rows.next() ? Documents.read(rows.getString(1)) : null;
    } catch (SQLException e) {
      throw SqlErrors.translate(attempt, e);
    }
  }

  @Override
  public void close() {
    try (statement;
        rows) {
      // both are closed, then the reader is free
    } catch (SQLException e) {
      throw SqlErrors.translate(attempt, e);
    } finally {
      giveBack();
    }
  }

  private void giveBack() {
    try {
      pool.give(reader);
    } catch (SQLException e) {
      throw SqlErrors.translate(attempt, e);
    }
  }
}
