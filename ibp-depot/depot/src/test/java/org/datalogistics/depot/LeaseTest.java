package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.datalogistics.depot.TestDepot.SOON;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.depot.disk.FaultyLayer;
import org.datalogistics.depot.lease.Trash;
import org.datalogistics.depot.resource.Resource;
import org.datalogistics.testkit.ManualClock;
import org.datalogistics.testkit.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leases end when they should, and their space comes back. */
class LeaseTest {
  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();

  private String resource(String more) {
    return "id=1,path=" + folder.resolve("r1") + "," + more;
  }

  @Test
  void anEndedLeaseOpensNothingAndGivesItsSpaceAndItsFileBack() throws IOException {
    try (TestDepot depot = TestDepot.start(folder, clock, "--trash-expired", "0");
        RawClient client = depot.connect()) {
      Keys keys = depot.allocate(client, "1 1 1 2 1 10 1000 30\n");
      client.send("1 2 " + keys.write() + " 1 5 30\nhello").expect("1 \n1 5 \n");
      clock.advance(Duration.ofSeconds(9));
      client.send("1 8 " + keys.read() + " 1 0 5 30\n").expect("1 5 \nhello");
      assertThat(files()).isEqualTo(1);
      clock.advance(Duration.ofSeconds(1));
      client.send("1 8 " + keys.read() + " 1 0 5 30\n").expect("-4 \n");
      await().atMost(SOON).until(() -> used(depot) == 0);
      await().atMost(SOON).until(() -> files() == 0);
    }
  }

  @Test
  void renewalMovesTheEnd() throws IOException {
    try (TestDepot depot = TestDepot.start(folder, clock);
        RawClient client = depot.connect()) {
      Keys keys = depot.allocate(client, "1 1 1 2 1 10 1000 30\n");
      clock.advance(Duration.ofSeconds(9));
      client.send("1 9 " + keys.manage() + " 1 43 3 1000 100 2 30\n").expect("1 \n");
      clock.advance(Duration.ofSeconds(90));
      client.send("1 9 " + keys.manage() + " 1 40 3 0 0 0 30\n").expect("1 1 0 0 1000 10 2 1 \n");
    }
  }

  @Test
  void duringGraceAnEndedLeaseCanBeUsedAndRenewed() throws IOException {
    try (TestDepot depot = TestDepot.start(folder, clock, "--grace", "60s");
        RawClient client = depot.connect()) {
      Keys keys = depot.allocate(client, "1 1 1 2 1 10 1000 30\n");
      clock.advance(Duration.ofSeconds(30));
      client.send("1 9 " + keys.manage() + " 1 40 3 0 0 0 30\n").expect("1 1 0 0 1000 -20 2 1 \n");
      client.send("1 2 " + keys.write() + " 1 5 30\nhello").expect("1 \n1 5 \n");
      client.send("1 9 " + keys.manage() + " 1 43 3 1000 100 2 30\n").expect("1 \n");
      clock.advance(Duration.ofSeconds(99));
      client.send("1 8 " + keys.read() + " 1 0 5 30\n").expect("1 5 \nhello");
      clock.advance(Duration.ofSeconds(61));
      client.send("1 8 " + keys.read() + " 1 0 5 30\n").expect("-4 \n");
    }
  }

  @Test
  void anAllocationThatDoesNotFitTakesTheSpaceOfEndedLeasesButNotOfLivingOnes() throws IOException {
    try (TestDepot depot =
        TestDepot.start(folder, clock, "--grace", "1h", "--resource", resource("size=1000"))) {
      try (RawClient client = depot.connect()) {
        depot.allocate(client, "1 1 1 2 1 10 600 30\n");
        client.send("1 1 1 2 1 10 600 30\n").expect("-19 \n");
      }
      clock.advance(Duration.ofSeconds(11));
      try (RawClient client = depot.connect()) {
        depot.allocate(client, "1 1 1 2 1 10 600 30\n");
        client.send("1 1 1 2 1 10 600 30\n").expect("-19 \n");
      }
      assertThat(used(depot)).isEqualTo(600);
    }
  }

  @Test
  void anAllocationThatCanNotFitTakesNothingFromTheGraceOfOthers() throws IOException {
    try (TestDepot depot =
            TestDepot.start(folder, clock, "--grace", "1h", "--resource", resource("size=1000"));
        RawClient client = depot.connect()) {
      depot.allocate(client, "1 1 1 2 1 3600 600 30\n");
      Keys ended = depot.allocate(client, "1 1 1 2 1 10 300 30\n");
      clock.advance(Duration.ofSeconds(11));
      try (RawClient greedy = depot.connect()) {
        greedy.send("1 1 1 2 1 10 900 30\n").expect("-19 \n");
      }
      client.send("1 9 " + ended.manage() + " 1 43 3 300 100 2 30\n").expect("1 \n");
      assertThat(used(depot)).isEqualTo(900);
    }
  }

  @Test
  void aHugeNumberOfEndedLeasesIsRemovedAndTheDepotGoesOnRemoving()
      throws IOException, SQLException {
    TestDepot.start(folder, clock).close();
    int count = 40_000;
    try (Connection db =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("r1/metadata.db"));
        Statement statement = db.createStatement()) {
      statement.execute(
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<"
              + count
              + ") INSERT INTO allocation (id, read_key, write_key, manage_key, reliability, type,"
              + " max_size, size, read_count, write_count, expires_at, created_at) SELECT i, zeroblob(16), zeroblob(16), zeroblob(16), 2,"
              + " 1, 1, 0, 1, 0, i, 0 FROM n");
      statement.execute("UPDATE usage SET hard=" + count + ", allocations=" + count);
    }
    try (TestDepot depot = TestDepot.start(folder, clock);
        RawClient client = depot.connect()) {
      await().atMost(Duration.ofMinutes(1)).until(() -> used(depot) == 0);
      Resource resource = depot.depot().resources().all().get(0);
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () ->
                  assertThat(resource.usage().trashed())
                      .isPositive()
                      .isLessThanOrEqualTo(Trash.MOST));
      depot.allocate(client, "1 1 1 2 1 10 1000 30\n");
      clock.advance(Duration.ofSeconds(10));
      await().atMost(SOON).until(() -> used(depot) == 0);
    }
  }

  @Test
  void anAllocationThatIsGrantedTooLateForItsAskerIsGivenBack() throws IOException {
    FaultyLayer layer = FaultyLayer.ofJournal();
    try (TestDepot depot = TestDepot.start(folder, InstantSource.system(), layer);
        RawClient client = depot.connect();
        RawClient impatient = depot.connect()) {
      // One write runs on the thread of a connection; from then on the disk is known to be slow.
      layer.hold();
      client.send("1 1 1 2 1 3600 10 30\n").expectSilence(Duration.ofMillis(100));
      layer.release();
      assertThat(client.readLine()).startsWith("1 ibp://");
      layer.hold();
      impatient.send("1 1 1 2 1 3600 1000 1\n").expect("-46 \n");
      layer.release();
      depot.allocate(client, "1 1 1 2 1 3600 10 30\n");
      await().atMost(SOON).until(() -> used(depot) == 20);
    }
  }

  @Test
  void hardAllocationsKeepToTheirShare() throws IOException {
    try (TestDepot depot =
            TestDepot.start(folder, clock, "--resource", resource("size=1000,hard=300"));
        RawClient client = depot.connect()) {
      depot.allocate(client, "1 1 1 2 1 10 300 30\n");
      try (RawClient other = depot.connect()) {
        other.send("1 1 1 2 1 10 1 30\n").expect("-19 \n");
      }
      Keys soft = depot.allocate(client, "1 1 1 1 1 10 700 30\n");
      try (RawClient other = depot.connect()) {
        other.send("1 9 " + soft.manage() + " 1 43 3 700 -1 2 30\n").expect("-45 \n");
      }
      client.send("1 4 1 1 ibp 30\n").readLine();
      assertThat(client.readLine()).contains(" UT:1000 UH:300 SH:300 ", " AT:0 AH:0 ");
    }
  }

  @Test
  void minusOneIsTheLongestLease() throws IOException {
    try (TestDepot depot =
            TestDepot.start(folder, clock, "--resource", resource("size=1m,max-duration=1d"));
        RawClient client = depot.connect()) {
      Keys keys = depot.allocate(client, "1 1 1 2 1 -1 600 30\n");
      client.send("1 9 " + keys.manage() + " 1 40 3 0 0 0 30\n").expect("1 1 0 0 600 86400 2 1 \n");
    }
  }

  @Test
  void leasesAndKeysOutliveARestart() throws IOException {
    Keys keys;
    try (TestDepot depot = TestDepot.start(folder, clock);
        RawClient client = depot.connect()) {
      keys = depot.allocate(client, "1 1 1 2 1 10 1000 30\n");
      client.send("1 2 " + keys.write() + " 1 5 30\nhello").expect("1 \n1 5 \n");
    }
    try (TestDepot depot = TestDepot.start(folder, clock);
        RawClient client = depot.connect()) {
      client.send("1 8 " + keys.read() + " 1 0 5 30\n").expect("1 5 \nhello");
      assertThat(used(depot)).isEqualTo(1000);
      clock.advance(Duration.ofSeconds(10));
      client.send("1 8 " + keys.read() + " 1 0 5 30\n").expect("-4 \n");
    }
  }

  @Test
  void twoDepotsDoNotShareAFolder() throws IOException {
    try (TestDepot depot = TestDepot.start(folder)) {
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> TestDepot.start(folder))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("use");
      assertThat(depot.port()).isPositive();
    }
  }

  private static long used(TestDepot depot) {
    return depot.depot().resources().all().get(0).usage().total();
  }

  private long files() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("r1").resolve("data"))) {
      return all.filter(Files::isRegularFile).count();
    }
  }
}
