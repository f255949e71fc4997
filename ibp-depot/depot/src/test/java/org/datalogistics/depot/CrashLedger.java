package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** What a resource that nobody has open any more leased out, as its metadata tell. */
record CrashLedger(long leased, int allocations, int aliases, Set<String> files) {
  private static final int DIGEST = 16;

  static CrashLedger of(Path resource) throws SQLException {
    long leased = 0;
    int allocations = 0;
    int aliases = 0;
    Set<String> files = new HashSet<>();
    try (Connection db =
            DriverManager.getConnection("jdbc:sqlite:" + resource.resolve("metadata.db"));
        Statement statement = db.createStatement()) {
      try (ResultSet row =
          statement.executeQuery(
              "SELECT id, max_size, state, digest_block, master FROM allocation")) {
        while (row.next()) {
          boolean isAlias = row.getObject(5) != null;
          aliases += isAlias ? 1 : 0;
          if (!isAlias) {
            files.add(Long.toHexString(row.getLong(1)));
          }
          if (!isAlias && row.getInt(3) == 0) { // The rest is trash.
            allocations++;
            leased += row.getLong(2) + digests(row.getLong(2), row.getLong(4));
          }
        }
      }
      try (ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM doomed_file")) {
        assertThat(row.getInt(1)).as("files still to be unlinked").isZero();
      }
    }
    return new CrashLedger(leased, allocations, aliases, files);
  }

  private static long digests(long size, long block) {
    return block == 0 ? 0 : (size + block - 1) / block * DIGEST;
  }

  /** Every file of data, sums or digests belongs to an allocation, live or in the trash. */
  void requireNoOrphans(Path resource) throws IOException {
    try (Stream<Path> all = Files.walk(resource.resolve("data"))) {
      assertThat(all.filter(Files::isRegularFile).map(CrashLedger::allocation))
          .allMatch(files::contains);
    }
    if (Files.exists(resource.resolve("lost"))) {
      try (Stream<Path> lost = Files.list(resource.resolve("lost"))) {
        assertThat(lost).isEmpty();
      }
    }
  }

  private static String allocation(Path file) {
    return file.getFileName().toString().replaceFirst("\\.(sums|digests)$", "");
  }
}
