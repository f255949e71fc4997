package org.datalogistics.depot.metadata;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;

/**
 * Counts leases by when they end, aliases too. It reads an index from end to end (a million leases
 * took 0.1 to 0.25 s), on a connection of its own that it makes each time, and may miss what the
 * journal alone has, the latest seconds.
 */
public final class LeaseCensus {
  private LeaseCensus() {}

  /**
   * Counts; waits for the disk.
   *
   * @param folder of the resource
   * @param moments milliseconds since 1970, ascending
   * @return how many end by the first moment, after it by the second, ..., after the last
   */
  public static List<Long> count(Path folder, List<Long> moments) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    List<Long> counts = new ArrayList<>();
    try (Connection connection =
            config.createConnection("jdbc:sqlite:" + folder.resolve("metadata.db"));
        PreparedStatement query =
            connection.prepareStatement(
                "SELECT COUNT(*) FROM allocation"
                    + " WHERE state=0 AND expires_at>? AND expires_at<=?")) {
      long from = Long.MIN_VALUE;
      for (long to : moments) {
        counts.add(between(query, from, to));
        from = to;
      }
      counts.add(between(query, from, Long.MAX_VALUE));
    }
    return counts;
  }

  private static long between(PreparedStatement query, long from, long to) throws SQLException {
    query.setLong(1, from);
    query.setLong(2, to);
    try (ResultSet row = query.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
