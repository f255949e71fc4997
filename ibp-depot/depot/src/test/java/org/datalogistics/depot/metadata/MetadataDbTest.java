package org.datalogistics.depot.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.Contents;
import org.datalogistics.depot.allocation.SpaceUsage;
import org.datalogistics.depot.allocation.State;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetadataDbTest {
  private static final Overlay.View NOTHING_NEWER = new Overlay().view(Map.of());

  @TempDir Path folder;

  private MetadataDb open() throws SQLException {
    return MetadataDb.open(folder.resolve("metadata.db"));
  }

  private Connection sql() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("metadata.db"));
  }

  @Test
  void aDatabaseOfTheFirstLayoutIsTakenOver() throws SQLException {
    try (Connection old = sql();
        Statement statement = old.createStatement()) {
      statement.execute("CREATE TABLE setting (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID");
      statement.execute("INSERT INTO setting VALUES ('key_salt', x'0102')");
      statement.execute(
          "CREATE TABLE allocation (id INTEGER PRIMARY KEY, read_key BLOB NOT NULL, write_key BLOB"
              + " NOT NULL, manage_key BLOB NOT NULL, reliability INTEGER NOT NULL, type INTEGER"
              + " NOT NULL, max_size INTEGER NOT NULL, size INTEGER NOT NULL, read_count INTEGER"
              + " NOT NULL, write_count INTEGER NOT NULL, expires_at INTEGER NOT NULL, created_at"
              + " INTEGER NOT NULL)");
      statement.execute("CREATE INDEX allocation_expires_at ON allocation (expires_at)");
      statement.execute("CREATE TABLE doomed_file (id INTEGER PRIMARY KEY)");
      statement.execute(
          "INSERT INTO allocation VALUES (7, zeroblob(16), zeroblob(16), zeroblob(16), 2, 1, 100,"
              + " 40, 1, 0, 9000, 5)");
      statement.execute(
          "INSERT INTO allocation VALUES (8, zeroblob(16), zeroblob(16), zeroblob(16), 1, 1, 30,"
              + " 0, 2, 3, 8000, 5)");
      statement.execute("INSERT INTO doomed_file VALUES (9)");
      statement.execute("PRAGMA user_version=1");
    }
    for (int i = 0; i < 2; i++) {
      try (MetadataDb db = open()) {
        assertThat(db.find(7))
            .usingRecursiveComparison()
            .isEqualTo(
                Records.live(7, Reliability.HARD, 100, 9000)
                    .withContents(new Contents(40, 0, 0, false)));
        assertThat(db.list(Selection.ended(10_000), 10, NOTHING_NEWER))
            .extracting(AllocationRecord::id)
            .containsExactly(8L, 7L);
        assertThat(db.usage()).isEqualTo(SpaceUsage.leased(100, 30, 2));
        assertThat(db.doomed()).containsExactly(9L);
        assertThat(db.highestId()).isEqualTo(9);
        assertThat(db.setting("key_salt")).containsExactly(1, 2);
      }
    }
  }

  @Test
  void aDatabaseOfALaterLayoutIsRefused() throws SQLException {
    open().close();
    try (Connection other = sql();
        Statement statement = other.createStatement()) {
      statement.execute("PRAGMA user_version=3");
    }
    assertThatThrownBy(this::open).hasMessageContaining("layout 3");
  }

  @SeededTest(cases = 3)
  void whatIsWrittenIsReadBack(SeededRandom random) throws SQLException {
    try (MetadataDb db = open()) {
      for (int id = 1; id <= 100; id++) {
        Long master = random.chance(0.2) ? Long.valueOf(random.between(1, 100)) : null;
        for (int i = 0; i < 2; i++) {
          AllocationRecord record = Records.any(id, random, master);
          AllocationRecord known = db.find(id);
          db.apply(List.of(Image.of(record)), SpaceUsage.NONE, 1);
          AllocationRecord expected =
              known == null
                  ? record
                  : new AllocationRecord(
                      id,
                      record.keys(),
                      record.type(),
                      known.createdAt(),
                      record.lease(),
                      record.contents(),
                      record.protection(),
                      record.window(),
                      record.state());
          assertThat(db.find(id)).usingRecursiveComparison().isEqualTo(expected);
        }
      }
    }
  }

  @SeededTest(cases = 3)
  void everySelectionListsWhatMatchesInItsOrder(SeededRandom random) throws SQLException {
    List<AllocationRecord> all = new ArrayList<>();
    try (MetadataDb db = open()) {
      List<Image> images = new ArrayList<>();
      for (long id = 1; id <= 200; id++) {
        AllocationRecord record = Records.any(id, random, random.chance(0.3) ? 3L : null);
        if (random.chance(0.5)) {
          record = record.withLease(record.lease().withExpiresAt(random.between(1, 20)));
        }
        images.add(Image.of(record));
        all.add(record);
      }
      db.apply(images, SpaceUsage.NONE, 1);
      for (Selection selection : selections()) {
        List<Long> expected =
            all.stream()
                .filter(selection::matches)
                .sorted(selection.order())
                .map(AllocationRecord::id)
                .toList();
        assertThat(expected).isNotEmpty();
        assertThat(db.list(selection, 1000, NOTHING_NEWER))
            .extracting(AllocationRecord::id)
            .containsExactlyElementsOf(expected);
        assertThat(db.list(selection, 1, NOTHING_NEWER)).hasSize(1);
      }
    }
  }

  static List<Selection> selections() {
    return List.of(
        Selection.ended(15),
        Selection.expiring(10, 50),
        Selection.soft(),
        Selection.trash(State.Kind.TRASH_DELETED, 50),
        Selection.trash(State.Kind.TRASH_EXPIRED, 50),
        Selection.aliases(3, 0),
        Selection.damaged(20),
        Selection.all(30));
  }

  @ParameterizedTest
  @MethodSource("selections")
  void everySelectionUsesAnIndexAndSortsNothing(Selection selection) throws SQLException {
    open().close();
    try (Connection other = sql();
        PreparedStatement query =
            other.prepareStatement(
                "EXPLAIN QUERY PLAN " + MetadataDb.listing(selection.condition()));
        ResultSet row = query.executeQuery()) {
      List<String> plan = new ArrayList<>();
      while (row.next()) {
        plan.add(row.getString("detail"));
      }
      assertThat(plan).hasSize(1);
      assertThat(plan.get(0))
          .startsWith("SEARCH allocation USING")
          .containsAnyOf("INDEX", "INTEGER PRIMARY KEY (rowid>");
    }
  }
}
