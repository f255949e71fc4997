package org.datalogistics.unis.server.store.sqlite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.datalogistics.unis.server.store.DocumentCursor;
import org.datalogistics.unis.server.store.DocumentStore;
import org.datalogistics.unis.server.store.Documents;
import org.datalogistics.unis.server.store.Filter;
import org.datalogistics.unis.server.store.Matcher;
import org.datalogistics.unis.server.store.QueryCursor;
import org.datalogistics.unis.server.store.QuerySpec;
import org.datalogistics.unis.server.store.Retention;
import org.datalogistics.unis.server.store.StoreException;
import org.datalogistics.unis.server.store.StoreOptions;

/**
 * Documents in the file {@code unis.db} of a folder. What was acknowledged survives the death of
 * the process and of the machine; a cursor sees the data as of its opening. At most {@value
 * #READERS} cursors can be open at a time, more calls wait.
 */
public final class SqliteDocumentStore implements DocumentStore {

  /** How many connections read. */
  public static final int READERS = 8;

  private final FolderLock lock;
  private final StoreOptions options;
  private final String uid;
  private final Catalogue catalogue;
  private final GroupCommit writer;
  private final ReaderPool readers;

  private SqliteDocumentStore(FolderLock lock, Path folder, StoreOptions options)
      throws SQLException {
    this.lock = lock;
    this.options = options;
    Database database = new Database(folder.resolve("unis.db"));
    Connection connection = database.openWriter();
    try {
      this.uid = uid(connection);
      this.catalogue = new Catalogue(connection, options);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
    String name = String.valueOf(folder.getFileName());
    this.writer = new GroupCommit(connection, name, options.timeLimit());
    this.readers = new ReaderPool(database, READERS, options.timeLimit());
  }

  /**
   * Opens the store in a folder, which is made when it does not exist.
   *
   * @throws StoreException when the folder cannot be used or is in use
   */
  public static SqliteDocumentStore open(Path folder, StoreOptions options) {
    try {
      Files.createDirectories(folder);
      FolderLock lock = FolderLock.take(folder);
      try {
        return new SqliteDocumentStore(lock, folder, options);
      } catch (SQLException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new StoreException("cannot open a store in " + folder + ": " + e, e);
    } catch (SQLException e) {
      throw SqlErrors.translate("open a store in " + folder, e);
    }
  }

  private static String uid(Connection connection) throws SQLException {
    Statements.update(
        connection,
        "INSERT OR IGNORE INTO properties VALUES ('uid', ?)",
        UUID.randomUUID().toString());
    return Statements.text(connection, "SELECT value FROM properties WHERE name='uid'")
        .orElseThrow();
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public void insert(String collection, List<ObjectNode> documents) {
    List<VersionWrites.Row> rows =
        documents.stream().map(Documents::prepare).map(VersionWrites.Row::of).toList();
    if (rows.isEmpty()) {
      return;
    }
    long size = rows.stream().mapToLong(row -> row.body().length()).sum();
    VersionWrites writes = writes(collection);
    writer.submit(
        "store " + rows.size() + " documents in " + collection,
        size,
        connection -> writes.insert(connection, rows, options.history()));
  }

  private VersionWrites writes(String collection) {
    return new VersionWrites(collection, catalogue.make(collection, writer));
  }

  @Override
  public Optional<ObjectNode> newest(String collection, String id) {
    Optional<Table> table = catalogue.find(collection);
    if (table.isEmpty()) {
      return Optional.empty();
    }
    return read(
        "read '" + id + "' of " + collection,
        connection -> VersionWrites.newest(connection, table.get(), id));
  }

  @Override
  public Optional<ObjectNode> merge(String collection, String id, ObjectNode fields) {
    ObjectNode prepared = Documents.prepareMerge(id, fields);
    int size = Documents.print(prepared).length();
    if (catalogue.find(collection).isEmpty()) {
      return Optional.empty();
    }
    VersionWrites writes = writes(collection);
    return writer.submit(
        "change '" + id + "' of " + collection,
        size,
        connection -> writes.merge(connection, id, prepared));
  }

  @Override
  public long markDeleted(String collection, String id) {
    if (catalogue.find(collection).isEmpty()) {
      return 0;
    }
    VersionWrites writes = writes(collection);
    return writer.submit(
        "delete '" + id + "' of " + collection,
        0,
        connection -> writes.markDeleted(connection, id));
  }

  @Override
  public DocumentCursor find(String collection, QuerySpec query) {
    Optional<Table> table = catalogue.find(collection);
    if (table.isEmpty()) {
      return DocumentCursor.empty();
    }
    SelectStatement select = SelectStatement.of(table.get(), query);
    String attempt = "search " + collection;
    try {
      RowSource rows = RowSource.open(readers, attempt, select.sql(), select.args());
      Matcher judge = select.exact() ? null : new Matcher(query.filter());
      QuerySpec rest = select.exact() ? query.withSkip(0) : query;
      return new QueryCursor(rows, rest, judge, options.timeLimit());
    } catch (SQLException e) {
      throw SqlErrors.translate(attempt, e);
    }
  }

  @Override
  public long count(String collection, Filter filter) {
    Optional<Table> table = catalogue.find(collection);
    if (table.isEmpty()) {
      return 0;
    }
    SqlCondition condition = SqlFilter.translate(filter);
    if (!condition.exact()) {
      return DocumentCursor.count(find(collection, QuerySpec.of(filter)));
    }
    String sql =
        "SELECT count(*) FROM " + table.get().sql() + " WHERE deleted=0 AND " + condition.sql();
    return read(
        "count " + collection, connection -> Statements.number(connection, sql, condition.args()));
  }

  @Override
  public Set<String> collections() {
    return Collections.unmodifiableSet(catalogue.names());
  }

  @Override
  public long prune(String collection, Retention retention) {
    Optional<Table> table = catalogue.find(collection);
    if (table.isEmpty()) {
      return 0;
    }
    Pruning pruning = new Pruning(table.get(), retention);
    String attempt = "prune " + collection;
    long removed = 0;
    String afterId = "";
    while (true) {
      String from = afterId;
      Pruning.Batch batch = read(attempt, connection -> pruning.next(connection, from));
      if (!batch.rows().isEmpty()) {
        removed += writer.submit(attempt, 0, connection -> pruning.remove(connection, batch));
      }
      if (batch.last()) {
        return removed;
      }
      afterId = batch.lastId();
    }
  }

  /** How SQLite goes about a query, in its own words: which index serves it. */
  String explain(String collection, QuerySpec query) {
    SelectStatement select = SelectStatement.of(catalogue.find(collection).orElseThrow(), query);
    return read(
        "explain a query of " + collection,
        connection ->
            Statements.texts(connection, "EXPLAIN QUERY PLAN " + select.sql(), 4, select.args()));
  }

  private <T> T read(String attempt, Write<T> reading) {
    try {
      Reader reader = readers.take();
      try {
        return reading.apply(reader.connection());
      } finally {
        readers.give(reader);
      }
    } catch (SQLException e) {
      throw SqlErrors.translate(attempt, e);
    }
  }

  @Override
  public void close() {
    try (lock;
        readers;
        writer) {
      // the writer ends first, the lock is given up last
    } catch (SQLException e) {
      throw SqlErrors.translate("close the store", e);
    } catch (IOException e) {
      throw new StoreException("cannot give up the lock of the store's folder", e);
    }
  }
}
