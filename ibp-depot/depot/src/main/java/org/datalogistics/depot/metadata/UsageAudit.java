package org.datalogistics.depot.metadata;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.datalogistics.depot.allocation.SpaceUsage;
import org.datalogistics.ibp.ChecksumType;

/**
 * Adds up all allocations and compares that with the sums that are kept with each change. Both are
 * read at one moment of the database, on a connection of its own, so that the difference is exact
 * while changes go on.
 */
public final class UsageAudit {
  private UsageAudit() {}

  /**
   * By how much the kept sums are too small; nothing if they are right. Looks at every row, which
   * takes seconds for millions.
   *
   * @param folder of the metadata
   */
  public static SpaceUsage error(Path folder) throws SQLException {
    Path file = folder.resolve("metadata.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout=5000");
      statement.execute("BEGIN");
      SpaceUsage sums =
          read(
              statement,
              "SELECT "
                  + sum(charge(), "state=0 AND master IS NULL AND reliability=2")
                  + sum(charge(), "state=0 AND master IS NULL AND reliability<>2")
                  + sum("1", "state=0 AND master IS NULL")
                  + sum("1", "state=0 AND master IS NOT NULL")
                  + sum(charge(), "state<>0")
                  + sum("1", "state<>0")
                  + sum("1", "state=0 AND master IS NULL AND damaged=1")
                  + "0 FROM allocation");
      SpaceUsage kept =
          read(
              statement,
              "SELECT hard, soft, allocations, aliases, trash, trashed, damaged FROM usage");
      statement.execute("COMMIT");
      return sums.minus(kept);
    }
  }

  private static String sum(String what, String where) {
    return "IFNULL(SUM(" + what + ") FILTER (WHERE " + where + "), 0), ";
  }

  /** What a row is charged, as {@code AllocationRecord.charge} has it. */
  private static String charge() {
    StringBuilder length = new StringBuilder("CASE digest_type");
    for (ChecksumType each : ChecksumType.values()) {
      length.append(" WHEN ").append(each.wireValue()).append(" THEN ").append(each.digestLength());
    }
    return "max_size + CASE WHEN digest_block > 0 THEN (max_size / digest_block"
        + " + (max_size % digest_block > 0)) * "
        + length
        + " ELSE 0 END ELSE 0 END";
  }

  private static SpaceUsage read(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      return row.next()
          ? new SpaceUsage(
              row.getLong(1),
              row.getLong(2),
              row.getLong(3),
              row.getLong(4),
              row.getLong(5),
              row.getLong(6),
              row.getLong(7))
          : SpaceUsage.NONE;
    }
  }
}
