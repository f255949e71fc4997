package org.datalogistics.depot.metadata;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.SpaceUsage;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of one resource in SQLite: one connection, so one thread at a time; statements are
 * prepared once. It is always as it was at some moment; what came later is in the journal.
 *
 * <p>Write-ahead log with {@code synchronous=NORMAL}: a transaction survives the death of the
 * process, and a power failure once {@link #checkpoint} was called.
 */
final class MetadataDb implements AutoCloseable {
  private final Path file;
  private final Map<String, Skipped> skips = new HashMap<>();
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
    final PreparedStatement put;
    final PreparedStatement delete;
    final PreparedStatement doom;
    final PreparedStatement undoom;
    final PreparedStatement find;
    final PreparedStatement putUsage;
    final Map<String, PreparedStatement> lists = new HashMap<>();

    Session(Connection connection) throws SQLException {
      this.connection = connection;
      // Prepared like all others: the driver's own would be parsed anew for each transaction.
      begin = connection.prepareStatement("BEGIN");
      commit = connection.prepareStatement("COMMIT");
      put = connection.prepareStatement(Rows.PUT);
      delete = connection.prepareStatement("DELETE FROM allocation WHERE id=?");
      doom = connection.prepareStatement("INSERT OR IGNORE INTO doomed_file (id) VALUES (?)");
      undoom = connection.prepareStatement("DELETE FROM doomed_file WHERE id=?");
      find = connection.prepareStatement("SELECT " + Rows.COLUMNS + " FROM allocation WHERE id=?");
      putUsage =
          connection.prepareStatement(
              "UPDATE usage SET hard=?, soft=?, allocations=?, aliases=?, trash=?, trashed=?,"
                  + " damaged=?, applied=?");
    }

    PreparedStatement list(String condition) throws SQLException {
      PreparedStatement known = lists.get(condition);
      if (known == null) {
        known = connection.prepareStatement(listing(condition));
        lists.put(condition, known);
      }
      return known;
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
    // Else the driver asks for the key that was made after each change, which costs twice as much
    // as the change itself.
    Properties settings = new Properties();
    settings.setProperty("jdbc.get_generated_keys", "false");
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file, settings);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode=WAL");
      statement.execute("PRAGMA synchronous=NORMAL");
      statement.execute("PRAGMA wal_autocheckpoint=0");
      statement.execute("PRAGMA busy_timeout=5000");
      statement.execute("PRAGMA cache_size=-8192");
      Layout.prepare(statement, file);
      return new Session(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
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

  /** What the database says of that id; null if nothing. */
  @Nullable AllocationRecord find(long id) throws SQLException {
    session.find.setLong(1, id);
    try (ResultSet row = session.find.executeQuery()) {
      return row.next() ? Rows.read(row) : null;
    }
  }

  /**
   * The first allocations of the selection.
   *
   * @param newer what is not in the database yet; of an id in it the database says nothing
   */
  List<AllocationRecord> list(Selection selection, int limit, Overlay.View newer)
      throws SQLException {
    PreparedStatement query = session.list(selection.condition());
    int i = 1;
    for (long parameter : selection.parameters()) {
      query.setLong(i++, parameter);
    }
    Skipped skipped = skipped(selection, newer);
    if (selection.keyColumn() != 0) {
      query.setLong(i++, skipped.key);
      query.setLong(i++, skipped.id);
    }
    // Rows are read one by one, so that no more are looked at than there are newer ones besides.
    query.setInt(i, newer.isEmpty() ? limit : -1);
    List<AllocationRecord> ahead = newer.list(selection);
    List<AllocationRecord> records = new ArrayList<>();
    int next = 0;
    boolean onlyNewer = selection.keyColumn() != 0;
    try (ResultSet row = query.executeQuery()) {
      while (records.size() < limit && row.next()) {
        long id = row.getLong(1);
        if (newer.has(id)) {
          onlyNewer &= newer.hasCommitted(id);
          if (onlyNewer) {
            skipped.key = row.getLong(selection.keyColumn());
            skipped.id = id;
          }
          continue;
        }
        onlyNewer = false;
        AllocationRecord record = Rows.read(row);
        while (next < ahead.size()
            && records.size() < limit
            && selection.order().compare(ahead.get(next), record) < 0) {
          records.add(ahead.get(next++));
        }
        if (records.size() < limit) {
          records.add(record);
        }
      }
    }
    while (records.size() < limit && next < ahead.size()) {
      records.add(ahead.get(next++));
    }
    return records;
  }

  private Skipped skipped(Selection selection, Overlay.View newer) {
    Skipped known = skips.get(selection.condition());
    if (known == null || known.moment != newer.moment()) {
      known = new Skipped(newer.moment());
      skips.put(selection.condition(), known);
    }
    return known;
  }

  /**
   * Where the rows end that only newer images hide: they need not be looked at again, as thousands
   * of deleted ones may be ahead of the first that is left.
   */
  private static final class Skipped {
    final Object moment;
    long key = Long.MIN_VALUE;
    long id = Long.MIN_VALUE;

    Skipped(Object moment) {
      this.moment = moment;
    }
  }

  /** The query behind {@link #list}; its last parameter is the limit. */
  static String listing(String condition) {
    return "SELECT " + Rows.COLUMNS + " FROM allocation WHERE " + condition + " LIMIT ?";
  }

  public List<Long> doomed() throws SQLException {
    List<Long> ids = new ArrayList<>();
    try (Statement statement = session.connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT id FROM doomed_file")) {
      while (row.next()) {
        ids.add(row.getLong(1));
      }
    }
    return ids;
  }

  /** The sum over all allocations, as it was last written. */
  public SpaceUsage usage() throws SQLException {
    try (Statement statement = session.connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT hard, soft, allocations, aliases, trash, trashed, damaged FROM usage")) {
      if (!row.next()) {
        throw new SQLException(file + " has no sums");
      }
      return new SpaceUsage(
          row.getLong(1),
          row.getLong(2),
          row.getLong(3),
          row.getLong(4),
          row.getLong(5),
          row.getLong(6),
          row.getLong(7));
    }
  }

  /** The last frame of the journal that is in the database. */
  long applied() throws SQLException {
    try (Statement statement = session.connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT applied FROM usage")) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /**
   * Takes images over, in one transaction.
   *
   * @param usage the sum over all allocations afterwards
   * @param sequence the last frame of the journal that is in them
   */
  void apply(Collection<Image> images, SpaceUsage usage, long sequence) throws SQLException {
    session.begin.executeUpdate();
    for (Image image : images) {
      AllocationRecord record = image.record();
      if (record != null) {
        put(record);
        continue;
      }
      session.delete.setLong(1, image.id());
      session.delete.executeUpdate();
      PreparedStatement file = image.doomed() ? session.doom : session.undoom;
      file.setLong(1, image.id());
      file.executeUpdate();
    }
    setUsage(usage, sequence);
    session.commit.executeUpdate();
  }

  private void put(AllocationRecord record) throws SQLException {
    Rows.bind(session.put, record);
    session.put.executeUpdate();
  }

  private void setUsage(SpaceUsage usage, long sequence) throws SQLException {
    PreparedStatement put = session.putUsage;
    put.setLong(1, usage.hard());
    put.setLong(2, usage.soft());
    put.setLong(3, usage.allocations());
    put.setLong(4, usage.aliases());
    put.setLong(5, usage.trash());
    put.setLong(6, usage.trashed());
    put.setLong(7, usage.damaged());
    put.setLong(8, sequence);
    put.executeUpdate();
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

  /**
   * Moves the log into the database file, and both to the disk.
   *
   * @return whether all of the log was moved
   */
  boolean checkpoint() throws SQLException {
    try (Statement statement = session.connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(PASSIVE)")) {
      return row.next() && row.getInt(1) == 0 && row.getInt(2) == row.getInt(3);
    }
  }

  /**
   * Goes on with a new connection, at the last commit. After an error SQLite may have ended the
   * transaction by itself, which neither its driver nor the prepared statements survive: the old
   * connection would never commit again.
   */
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
}
