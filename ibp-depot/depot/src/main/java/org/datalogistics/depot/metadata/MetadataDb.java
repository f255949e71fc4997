package org.datalogistics.depot.metadata;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.datalogistics.depot.allocation.AllocationCache;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.KeyHashes;
import org.datalogistics.depot.allocation.SpaceUsage;
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
public final class MetadataDb implements AllocationCache.Source, AutoCloseable {
  private static final int LAYOUT_VERSION = 1;
  private static final String COLUMNS =
      "id, read_key, write_key, manage_key, reliability, type, max_size, size, read_count,"
          + " write_count, expires_at, created_at";

  private final Path file;
  private Session session;

  private MetadataDb(Path file, Session session) {
    this.file = file;
    this.session = session;
  }

  /** A connection and its statements. */
  private static final class Session {
    final Connection connection;
    final PreparedStatement begin;
    final PreparedStatement commit;
    final PreparedStatement insert;
    final PreparedStatement update;
    final PreparedStatement delete;
    final PreparedStatement doom;
    final PreparedStatement undoom;
    final PreparedStatement find;
    final PreparedStatement expired;
    final PreparedStatement expiredSize;

    Session(Connection connection) throws SQLException {
      this.connection = connection;
      // Prepared like all others: the driver's own would be parsed anew for each transaction.
      begin = connection.prepareStatement("BEGIN");
      commit = connection.prepareStatement("COMMIT");
      insert =
          connection.prepareStatement(
              "INSERT INTO allocation (" + COLUMNS + ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?)");
      update =
          connection.prepareStatement(
              "UPDATE allocation SET reliability=?, max_size=?, size=?, read_count=?,"
                  + " write_count=?, expires_at=? WHERE id=?");
      delete = connection.prepareStatement("DELETE FROM allocation WHERE id=?");
      doom = connection.prepareStatement("INSERT OR IGNORE INTO doomed_file (id) VALUES (?)");
      undoom = connection.prepareStatement("DELETE FROM doomed_file WHERE id=?");
      find = connection.prepareStatement("SELECT " + COLUMNS + " FROM allocation WHERE id=?");
      expired =
          connection.prepareStatement(
              "SELECT id FROM allocation WHERE expires_at<=? ORDER BY expires_at LIMIT ?");
      expiredSize =
          connection.prepareStatement(
              "SELECT reliability, SUM(max_size), COUNT(*) FROM allocation WHERE expires_at<=?"
                  + " GROUP BY reliability");
    }
  }

  /**
   * Opens the database, making it if it does not exist.
   *
   * @throws SQLException also if it was written by a newer version of the depot
   */
  public static MetadataDb open(Path file) throws SQLException {
    return new MetadataDb(file, connect(file));
  }

  private static Session connect(Path file) throws SQLException {
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
      return new Session(connection);
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

  public byte @Nullable [] setting(String name) throws SQLException {
    try (PreparedStatement query =
        session.connection.prepareStatement("SELECT value FROM setting WHERE name=?")) {
      query.setString(1, name);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getBytes(1) : null;
      }
    }
  }

  public void setSetting(String name, byte[] value) throws SQLException {
    try (PreparedStatement put =
        session.connection.prepareStatement(
            "INSERT OR REPLACE INTO setting (name, value) VALUES (?,?)")) {
      put.setString(1, name);
      put.setBytes(2, value);
      put.executeUpdate();
    }
  }

  public void insert(AllocationRecord record) throws SQLException {
    int i = 1;
    session.insert.setLong(i++, record.id());
    for (CapabilityKind kind : CapabilityKind.values()) {
      session.insert.setBytes(i++, record.keys().of(kind));
    }
    session.insert.setInt(i++, record.reliability().wireValue());
    session.insert.setInt(i++, record.type().wireValue());
    session.insert.setLong(i++, record.maxSize());
    session.insert.setLong(i++, record.size());
    session.insert.setInt(i++, record.readCount());
    session.insert.setInt(i++, record.writeCount());
    session.insert.setLong(i++, record.expiresAt());
    session.insert.setLong(i, record.createdAt());
    session.insert.executeUpdate();
  }

  public void update(AllocationRecord record) throws SQLException {
    session.update.setInt(1, record.reliability().wireValue());
    session.update.setLong(2, record.maxSize());
    session.update.setLong(3, record.size());
    session.update.setInt(4, record.readCount());
    session.update.setInt(5, record.writeCount());
    session.update.setLong(6, record.expiresAt());
    session.update.setLong(7, record.id());
    session.update.executeUpdate();
  }

  /** Removes the allocation and notes its data file for unlinking. */
  public void delete(long id) throws SQLException {
    session.delete.setLong(1, id);
    session.delete.executeUpdate();
    session.doom.setLong(1, id);
    session.doom.executeUpdate();
  }

  /** The data file is unlinked. */
  public void forgetDoomed(long id) throws SQLException {
    session.undoom.setLong(1, id);
    session.undoom.executeUpdate();
  }

  @Override
  public @Nullable AllocationRecord find(long id) throws SQLException {
    session.find.setLong(1, id);
    try (ResultSet row = session.find.executeQuery()) {
      return row.next() ? read(row) : null;
    }
  }

  /** Ids of allocations whose lease ended by then, the longest ended first. */
  public List<Long> expired(long byMillis, int limit) throws SQLException {
    session.expired.setLong(1, byMillis);
    session.expired.setInt(2, limit);
    return ids(session.expired);
  }

  public List<Long> doomed() throws SQLException {
    try (PreparedStatement query =
        session.connection.prepareStatement("SELECT id FROM doomed_file")) {
      return ids(query);
    }
  }

  /** The sum over all allocations. */
  public SpaceUsage usage() throws SQLException {
    return endedUsage(Long.MAX_VALUE);
  }

  /** The sum over the allocations whose lease ended by then. */
  public SpaceUsage endedUsage(long byMillis) throws SQLException {
    SpaceUsage usage = SpaceUsage.NONE;
    session.expiredSize.setLong(1, byMillis);
    try (ResultSet row = session.expiredSize.executeQuery()) {
      while (row.next()) {
        usage = usage.plus(reliability(row.getInt(1)), row.getLong(2), row.getInt(3));
      }
    }
    return usage;
  }

  /** Above every id ever given that may still have a trace. */
  public long highestId() throws SQLException {
    try (Statement statement = session.connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT MAX(IFNULL((SELECT MAX(id) FROM allocation), 0), IFNULL((SELECT MAX(id)"
                    + " FROM doomed_file), 0))")) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** Begins a transaction; without one each statement is its own. */
  public void begin() throws SQLException {
    session.begin.executeUpdate();
  }

  public void commit() throws SQLException {
    session.commit.executeUpdate();
  }

  /**
   * Goes on with a new connection, at the last commit. After an error SQLite may have ended the
   * transaction by itself, which neither its driver nor the prepared statements survive: the old
   * connection would never commit again.
   */
  @Override
  public void reconnect() throws SQLException {
    try {
      close();
    } finally {
      session = connect(file);
    }
  }

  @Override
  public void close() throws SQLException {
    session.connection.close();
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
