package org.datalogistics.depot.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.Reliability;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of one resource in SQLite: one connection, so one thread at a time; statements are
 * prepared once.
 *
 * <p>Write-ahead log with {@code synchronous=NORMAL}: a commit survives the death of the process;
 * after a power failure the latest commits may be missing, the database is never damaged. {@link
 * Checkpoint} keeps the log short.
 */
final class MetadataDb implements AutoCloseable {
  private static final int LAYOUT_VERSION = 1;
  private static final String COLUMNS =
      "id, read_key, write_key, manage_key, reliability, type, max_size, size, read_count,"
          + " write_count, expires_at, created_at";

  private final Connection connection;
  private final PreparedStatement begin;
  private final PreparedStatement commit;
  private final PreparedStatement rollback;
  private final PreparedStatement insert;
  private final PreparedStatement update;
  private final PreparedStatement delete;
  private final PreparedStatement doom;
  private final PreparedStatement undoom;
  private final PreparedStatement find;
  private final PreparedStatement expired;

  private MetadataDb(Connection connection) throws SQLException {
    this.connection = connection;
    // Prepared like all others: the driver's own would be parsed anew for each transaction.
    begin = connection.prepareStatement("BEGIN");
    commit = connection.prepareStatement("COMMIT");
    rollback = connection.prepareStatement("ROLLBACK");
    insert =
        connection.prepareStatement(
            "INSERT INTO allocation (" + COLUMNS + ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?)");
    update =
        connection.prepareStatement(
            "UPDATE allocation SET reliability=?, max_size=?, size=?, read_count=?, write_count=?,"
                + " expires_at=? WHERE id=?");
    delete = connection.prepareStatement("DELETE FROM allocation WHERE id=?");
    doom = connection.prepareStatement("INSERT OR IGNORE INTO doomed_file (id) VALUES (?)");
    undoom = connection.prepareStatement("DELETE FROM doomed_file WHERE id=?");
    find = connection.prepareStatement("SELECT " + COLUMNS + " FROM allocation WHERE id=?");
    expired =
        connection.prepareStatement(
            "SELECT id FROM allocation WHERE expires_at<=? ORDER BY expires_at LIMIT ?");
  }

  /**
   * Opens the database, making it if it does not exist.
   *
   * @throws SQLException also if it was written by a newer version of the depot
   */
  static MetadataDb open(Path file) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode=WAL");
      statement.execute("PRAGMA synchronous=NORMAL");
      statement.execute("PRAGMA wal_autocheckpoint=0");
      statement.execute("PRAGMA busy_timeout=5000");
      statement.execute("PRAGMA cache_size=-16384");
      int version;
      try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
        version = row.next() ? row.getInt(1) : 0;
      }
      if (version > LAYOUT_VERSION) {
        throw new SQLException(
            file + " has layout " + version + ", this depot knows up to " + LAYOUT_VERSION);
      }
      if (version == 0) {
        createTables(statement);
      }
      return new MetadataDb(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static void createTables(Statement statement) throws SQLException {
    statement.execute("BEGIN IMMEDIATE");
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
    statement.execute("PRAGMA user_version=" + LAYOUT_VERSION);
    statement.execute("COMMIT");
  }

  byte @Nullable [] setting(String name) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT value FROM setting WHERE name=?")) {
      query.setString(1, name);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getBytes(1) : null;
      }
    }
  }

  void setSetting(String name, byte[] value) throws SQLException {
    try (PreparedStatement put =
        connection.prepareStatement("INSERT OR REPLACE INTO setting (name, value) VALUES (?,?)")) {
      put.setString(1, name);
      put.setBytes(2, value);
      put.executeUpdate();
    }
  }

  void insert(AllocationRecord record) throws SQLException {
    int i = 1;
    insert.setLong(i++, record.id());
    for (CapabilityKind kind : CapabilityKind.values()) {
      insert.setBytes(i++, record.keys().of(kind));
    }
    insert.setInt(i++, record.reliability().wireValue());
    insert.setInt(i++, record.type().wireValue());
    insert.setLong(i++, record.maxSize());
    insert.setLong(i++, record.size());
    insert.setInt(i++, record.readCount());
    insert.setInt(i++, record.writeCount());
    insert.setLong(i++, record.expiresAt());
    insert.setLong(i, record.createdAt());
    insert.executeUpdate();
  }

  void update(AllocationRecord record) throws SQLException {
    update.setInt(1, record.reliability().wireValue());
    update.setLong(2, record.maxSize());
    update.setLong(3, record.size());
    update.setInt(4, record.readCount());
    update.setInt(5, record.writeCount());
    update.setLong(6, record.expiresAt());
    update.setLong(7, record.id());
    update.executeUpdate();
  }

  /** Removes the allocation and notes its data file for unlinking. */
  void delete(long id) throws SQLException {
    delete.setLong(1, id);
    delete.executeUpdate();
    doom.setLong(1, id);
    doom.executeUpdate();
  }

  /** The data file is unlinked. */
  void forgetDoomed(long id) throws SQLException {
    undoom.setLong(1, id);
    undoom.executeUpdate();
  }

  @Nullable AllocationRecord find(long id) throws SQLException {
    find.setLong(1, id);
    try (ResultSet row = find.executeQuery()) {
      return row.next() ? read(row) : null;
    }
  }

  /** Ids of allocations whose lease ended by then, the longest ended first. */
  List<Long> expired(long byMillis, int limit) throws SQLException {
    expired.setLong(1, byMillis);
    expired.setInt(2, limit);
    return ids(expired);
  }

  List<Long> doomed() throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("SELECT id FROM doomed_file")) {
      return ids(query);
    }
  }

  /** The sum over all allocations. */
  SpaceUsage usage() throws SQLException {
    SpaceUsage usage = SpaceUsage.NONE;
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT reliability, SUM(max_size), COUNT(*) FROM allocation GROUP BY"
                    + " reliability")) {
      while (row.next()) {
        usage = usage.plus(reliability(row.getInt(1)), row.getLong(2), row.getInt(3));
      }
    }
    return usage;
  }

  /** Above every id ever given that may still have a trace. */
  long highestId() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT MAX(IFNULL((SELECT MAX(id) FROM allocation), 0), IFNULL((SELECT MAX(id)"
                    + " FROM doomed_file), 0))")) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** Begins a transaction; without one each statement is its own. */
  void begin() throws SQLException {
    begin.executeUpdate();
  }

  void commit() throws SQLException {
    commit.executeUpdate();
  }

  void rollback() throws SQLException {
    rollback.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private static List<Long> ids(PreparedStatement query) throws SQLException {
    List<Long> ids = new ArrayList<>();
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        ids.add(row.getLong(1));
      }
    }
    return ids;
  }

  private static AllocationRecord read(ResultSet row) throws SQLException {
    AllocationType type = AllocationType.ofWire(row.getInt(6));
    if (type == null) {
      throw new SQLException("allocation " + row.getLong(1) + " has type " + row.getInt(6));
    }
    return new AllocationRecord(
        row.getLong(1),
        new KeyHashes(row.getBytes(2), row.getBytes(3), row.getBytes(4)),
        reliability(row.getInt(5)),
        type,
        row.getLong(7),
        row.getLong(8),
        row.getInt(9),
        row.getInt(10),
        row.getLong(11),
        row.getLong(12),
        false);
  }

  private static Reliability reliability(int number) throws SQLException {
    Reliability reliability = Reliability.ofWire(number);
    if (reliability == null) {
      throw new SQLException("reliability " + number + " in the metadata");
    }
    return reliability;
  }
}
