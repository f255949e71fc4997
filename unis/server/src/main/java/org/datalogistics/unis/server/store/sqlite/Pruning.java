package org.datalogistics.unis.server.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.datalogistics.unis.server.store.Retention;

/** Removes old versions in small steps, so that other writes get their turn in between. */
final class Pruning {

  private static final int STEP = 500;
  private static final int LOOK = 20_000;

  private final Table table;
  private final Retention retention;

  Pruning(Table table, Retention retention) {
    this.table = table;
    this.retention = retention;
  }

  /** What one look found: row numbers with their ts, and how far it came. */
  record Batch(List<long[]> rows, String lastId, boolean last) {}

  /** Looks for the next rows to remove among the ids that follow {@code afterId}. */
  Batch next(Connection reader, String afterId) throws SQLException {
    List<long[]> rows = new ArrayList<>();
    String id = afterId;
    long version = 0;
    int seen = 0;
    try (PreparedStatement statement =
        reader.prepareStatement(
            "SELECT id, ts, deleted, number FROM "
                + table.sql()
                + " WHERE id>? ORDER BY id, ts DESC")) {
      statement.setString(1, afterId);
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          String rowId = found.getString(1);
          seen++;
          if (!rowId.equals(id)) {
            if (rows.size() >= STEP || seen > LOOK) {
              return new Batch(rows, id, false);
            }
            id = rowId;
            version = 0;
          }
          version++;
          if (retention.removes(version, found.getLong(2), found.getInt(3) != 0)) {
            rows.add(new long[] {found.getLong(4), found.getLong(2)});
          }
        }
      }
    }
    return new Batch(rows, id, true);
  }

  /** Removes the rows, except those that have changed since. */
  long remove(Connection writer, Batch batch) throws SQLException {
    long removed = 0;
    try (PreparedStatement statement =
        writer.prepareStatement("DELETE FROM " + table.sql() + " WHERE number=? AND ts=?")) {
      for (long[] row : batch.rows()) {
        statement.setLong(1, row[0]);
        statement.setLong(2, row[1]);
        removed += statement.executeUpdate();
      }
    }
    return removed;
  }
}
