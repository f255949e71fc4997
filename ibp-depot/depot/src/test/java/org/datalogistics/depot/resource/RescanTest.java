package org.datalogistics.depot.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.datalogistics.depot.resource.TestResource.get;
import static org.datalogistics.ibp.Reliability.HARD;
import static org.datalogistics.ibp.Reliability.SOFT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.datalogistics.depot.allocation.IssuedKeys;
import org.datalogistics.depot.allocation.SpaceUsage;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.ChecksumType;
import org.datalogistics.ibp.IbpCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data files and metadata are compared, both ways. */
class RescanTest {
  @TempDir Path folder;

  private Path dataFile(long id) {
    return folder.resolve("data/0/0").resolve(Long.toHexString(id));
  }

  private Rescan.Result rescan(TestResource one) {
    return get(one.resource.rescan());
  }

  @Test
  void whatIsInOrderStaysAsItIs() throws IOException {
    try (TestResource one = new TestResource(folder, 1000)) {
      IssuedKeys keys = one.allocate(HARD, 100, 100);
      one.store(keys, "hello");
      one.allocate(HARD, 100, 100);
      IssuedKeys deleted = one.allocate(HARD, 100, 100);
      one.store(deleted, "trash");
      one.delete(deleted);
      Rescan.Result result = rescan(one);
      assertThat(result.allocations()).isEqualTo(3);
      assertThat(result.files()).isGreaterThanOrEqualTo(2);
      assertThat(result.damaged() + result.lost() + result.emptied()).isZero();
      assertThat(one.load(keys.read(), 0, 5)).isEqualTo("hello");
      assertThat(folder.resolve("lost")).doesNotExist();
    }
  }

  @Test
  void anAllocationWhoseFileIsTooShortOrGoneIsDamaged() throws IOException {
    try (TestResource one = new TestResource(folder, 1000)) {
      for (int i = 0; i < 3; i++) {
        one.store(one.allocate(HARD, 100, 100), "hello");
      }
    }
    Files.write(dataFile(1), new byte[3]);
    Files.delete(dataFile(2));
    try (TestResource one = new TestResource(folder, 1000)) {
      rescan(one); // The scrubber may have found one of them before.
      assertThat(one.resource.usage().damaged()).isEqualTo(2);
      assertThat(get(one.resource.damage().ids())).isEqualTo(List.of(1L, 2L));
      assertThat(rescan(one).damaged()).as("only once").isZero();
    }
  }

  @Test
  void anOldFileWithoutAnAllocationGoesToTheLostOnesAndAYoungOneStays() throws IOException {
    try (TestResource one = new TestResource(folder, 1000)) {
      one.store(one.allocate(HARD, 100, 100), "hello");
      Path old = Files.writeString(dataFile(0x77), "old");
      Path sums = Files.writeString(dataFile(0x77).resolveSibling("77.sums"), "sums");
      Path young = Files.writeString(dataFile(0x78), "young");
      Path foreign = Files.writeString(dataFile(0).resolveSibling("readme.txt"), "what is it");
      Instant longAgo = one.clock.instant().minus(Duration.ofDays(2));
      for (Path each : List.of(old, sums, foreign)) {
        Files.setLastModifiedTime(each, FileTime.from(longAgo));
      }
      assertThat(rescan(one).lost()).isEqualTo(2);
      assertThat(old).doesNotExist();
      assertThat(folder.resolve("lost/77")).hasContent("old");
      assertThat(young).exists();
      assertThat(foreign).exists();
      assertThat(rescan(one).emptied()).isZero();
      one.clock.advance(LostFiles.KEPT);
      assertThat(rescan(one).emptied()).isEqualTo(2);
      assertThat(folder.resolve("lost")).isEmptyDirectory();
    }
  }

  @Test
  void afterAnUncleanEndItLooksByItself() throws IOException {
    try (TestResource one = new TestResource(folder, 1000)) {
      one.store(one.allocate(HARD, 100, 100), "hello");
    }
    Path settings = folder.resolve("resource.properties");
    Files.writeString(settings, Files.readString(settings).replace("open=no", "open=yes"));
    Files.delete(dataFile(1));
    try (TestResource one = new TestResource(folder, 1000)) {
      await().until(() -> one.resource.usage().damaged() == 1);
      rescan(one);
    }
    assertThat(Files.readString(settings)).contains("open=no");
  }

  @Test
  void wrongSumsOfSpaceAreSetRight() throws IOException, SQLException {
    IssuedKeys deleted;
    try (TestResource one = new TestResource(folder, 10_000)) {
      one.allocate(HARD, 100, 100);
      one.allocate(SOFT, 30, 100);
      BlockChecksum digests = new BlockChecksum(ChecksumType.SHA1, 16);
      get(
          one.resource.allocate(
              new IbpCommand.Allocate("1", HARD, AllocationType.BYTEARRAY, 100, 33, digests, 0)));
      deleted = one.allocate(HARD, 7, 100);
      one.delete(deleted);
      rescan(one);
      assertThat(one.resource.usage().hard()).isEqualTo(100 + 33 + 3 * 20);
    }
    SpaceUsage right;
    try (Connection db =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("metadata.db"));
        Statement statement = db.createStatement()) {
      statement.execute("UPDATE usage SET hard=5, soft=999, trash=0, allocations=77");
    }
    try (TestResource one = new TestResource(folder, 10_000)) {
      assertThat(one.resource.usage().soft()).isEqualTo(999);
      one.allocate(SOFT, 1, 100);
      rescan(one);
      right = one.resource.usage();
      assertThat(right).isEqualTo(new SpaceUsage(193, 31, 4, 0, 7, 1, 0));
      one.allocate(SOFT, 1, 100);
    }
    try (TestResource one = new TestResource(folder, 10_000)) {
      assertThat(one.resource.usage().soft()).isEqualTo(32);
      assertThat(one.resource.usage().hard()).isEqualTo(193);
    }
  }
}
