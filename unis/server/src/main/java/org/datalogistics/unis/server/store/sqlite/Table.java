package org.datalogistics.unis.server.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.datalogistics.unis.server.store.FieldPath;

/**
 * The table of one collection. Columns: id, ts, {@code deleted} (1 for what no read may see) and
 * {@code body}, the JSON text of the whole document.
 *
 * @param sql the quoted name for statements
 */
record Table(String sql) {

  private static final String INDEX_MARK = "#";

  static Table of(long number) {
    return new Table("\"documents_" + number + "\"");
  }

  private String bare() {
    return sql.substring(1, sql.length() - 1);
  }

  void create(Connection connection) throws SQLException {
    Database.execute(
        connection,
        "CREATE TABLE "
            + sql
            + " (number INTEGER PRIMARY KEY, id TEXT NOT NULL, ts INTEGER NOT NULL,"
            + " deleted INTEGER NOT NULL, body TEXT NOT NULL)");
    Database.execute(
        connection, "CREATE UNIQUE INDEX " + name(".id") + " ON " + sql + " (id, ts DESC)");
    Database.execute(
        connection,
        "CREATE INDEX " + name(".ts") + " ON " + sql + " (ts DESC, id) WHERE deleted=0");
  }

  /** Makes the indexes for these fields and drops those that are not declared any more. */
  void index(Connection connection, List<FieldPath> paths) throws SQLException {
    Map<String, String> wanted = new HashMap<>();
    for (FieldPath path : paths) {
      Optional<FieldExpression> x = FieldExpression.of(path);
      x.ifPresent(expression -> wanted.put(INDEX_MARK + path, expression.value()));
    }
    Set<String> present = indexes(connection);
    for (String index : present) {
      if (!wanted.containsKey(index)) {
        Database.execute(connection, "DROP INDEX " + name(index));
      }
    }
    for (Map.Entry<String, String> index : wanted.entrySet()) {
      if (!present.contains(index.getKey())) {
        Database.execute(
            connection,
            "CREATE INDEX "
                + name(index.getKey())
                + " ON "
                + sql
                + " ("
                + index.getValue()
                + ", ts DESC) WHERE deleted=0");
      }
    }
  }

  private Set<String> indexes(Connection connection) throws SQLException {
    Set<String> names = new HashSet<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT name FROM sqlite_master WHERE type='index' AND tbl_name=?")) {
      statement.setString(1, bare());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String name = rows.getString(1);
          if (name.startsWith(bare() + INDEX_MARK)) {
            names.add(name.substring(bare().length()));
          }
        }
      }
    }
    return names;
  }

  private String name(String suffix) {
    return '"' + bare() + suffix + '"';
  }
}
