package org.datalogistics.unis.server.store.sqlite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.datalogistics.unis.server.store.Documents;
import org.datalogistics.unis.server.store.DuplicateVersionException;

/** The changes to one collection, as they run on the writer's connection. */
record VersionWrites(String collection, Table table) {

  /** A document ready to be written. */
  record Row(String id, long ts, boolean deleted, String body) {
    static Row of(ObjectNode prepared) {
      return new Row(
          Documents.id(prepared),
          Documents.ts(prepared),
          Documents.isDeleted(prepared),
          Documents.print(prepared));
    }
  }

  private static final String NEWEST = " WHERE id=? AND deleted=0 ORDER BY ts DESC LIMIT 1";

  int insert(Connection connection, List<Row> rows, boolean history) throws SQLException {
    String insert = "INSERT INTO " + table.sql() + " (id, ts, deleted, body) VALUES (?,?,?,?)";
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      for (Row row : rows) {
        if (!history) {
          Statements.update(connection, "DELETE FROM " + table.sql() + " WHERE id=?", row.id());
        }
        Statements.bind(statement, List.of(row.id(), row.ts(), row.deleted() ? 1 : 0, row.body()));
        run(statement, row.id(), row.ts());
      }
    }
    return rows.size();
  }

  static Optional<ObjectNode> newest(Connection connection, Table table, String id)
      throws SQLException {
    return Statements.text(connection, "SELECT body FROM " + table.sql() + NEWEST, id)
        .map(Documents::read);
  }

  Optional<ObjectNode> merge(Connection connection, String id, ObjectNode fields)
      throws SQLException {
    Optional<ObjectNode> found = newest(connection, table, id);
    if (found.isEmpty()) {
      return found;
    }
    ObjectNode document = found.get();
    long before = Documents.ts(document);
    Documents.merge(document, fields);
    Row row = Row.of(document);
    String update = "UPDATE " + table.sql() + " SET ts=?, deleted=?, body=? WHERE id=? AND ts=?";
    try (PreparedStatement statement = connection.prepareStatement(update)) {
      Statements.bind(statement, List.of(row.ts(), row.deleted() ? 1 : 0, row.body(), id, before));
      run(statement, id, row.ts());
    }
    return found;
  }

  private void run(PreparedStatement statement, String id, long ts) throws SQLException {
    try {
      statement.executeUpdate();
    } catch (SQLException e) {
      if (SqlErrors.isUniqueViolation(e)) {
        throw new DuplicateVersionException(collection, id, ts);
      }
      throw e;
    }
  }

  long markDeleted(Connection connection, String id) throws SQLException {
    return Statements.update(
        connection,
        "UPDATE "
            + table.sql()
            + " SET deleted=1, body=json_set(body,'$.\"$status\"','"
            + Documents.DELETED
            + "') WHERE id=? AND deleted=0",
        id);
  }
}
