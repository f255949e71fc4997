package org.datalogistics.unis.server.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.datalogistics.unis.server.store.CollectionName;
import org.datalogistics.unis.server.store.StoreOptions;

/** Which collection lives in which table; tables are made at the first write. */
final class Catalogue {

  private final Map<String, Table> tables = new ConcurrentHashMap<>();
  private final StoreOptions options;

  /** Reads what exists and brings the indexes in line with the options. */
  Catalogue(Connection writer, StoreOptions options) throws SQLException {
    this.options = options;
    Database.execute(writer, "BEGIN IMMEDIATE");
    try (PreparedStatement statement =
            writer.prepareStatement("SELECT name, number FROM collections");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        tables.put(rows.getString(1), Table.of(rows.getLong(2)));
      }
    }
    for (Map.Entry<String, Table> entry : tables.entrySet()) {
      entry.getValue().index(writer, options.indexesOf(entry.getKey()));
    }
    Database.execute(writer, "COMMIT");
  }

  /** The table of a collection that has been written to. */
  Optional<Table> find(String collection) {
    return Optional.ofNullable(tables.get(CollectionName.check(collection)));
  }

  /** The table of a collection, made in a write of its own when needed. */
  Table make(String collection, GroupCommit writer) {
    Optional<Table> known = find(collection);
    if (known.isPresent()) {
      return known.get();
    }
    Table made = writer.submit("make collection " + collection, 0, c -> make(collection, c));
    tables.put(collection, made);
    return made;
  }

  private Table make(String collection, Connection connection) throws SQLException {
    Optional<String> number = number(connection, collection);
    if (number.isPresent()) {
      return Table.of(Long.parseLong(number.get())); // another caller was quicker
    }
    Statements.update(connection, "INSERT INTO collections (name) VALUES (?)", collection);
    Table table = Table.of(Long.parseLong(number(connection, collection).orElseThrow()));
    table.create(connection);
    table.index(connection, options.indexesOf(collection));
    return table;
  }

  private static Optional<String> number(Connection connection, String collection)
      throws SQLException {
    return Statements.text(connection, "SELECT number FROM collections WHERE name=?", collection);
  }

  Set<String> names() {
    return new TreeSet<>(tables.keySet());
  }
}
