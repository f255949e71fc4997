package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededRandomExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The depot is killed at random moments under load; what it acknowledged is there afterwards. */
@ExtendWith(SeededRandomExtension.class)
class CrashTest {
  private static final int ROUNDS = Integer.getInteger("dlt.crash.rounds", 50);
  private static final int WORKERS = 3;

  @TempDir Path folder;

  @Test
  @Timeout(400)
  void killedFiftyTimesItLosesNothingAndLeaksNothing(SeededRandom random)
      throws IOException, InterruptedException, SQLException {
    List<CrashWorker> workers = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      workers.add(new CrashWorker(random.fork()));
    }
    for (int round = 0; round < ROUNDS; round++) {
      try (DepotProcess depot = DepotProcess.start(folder, "-Xmx128m")) {
        for (CrashWorker worker : workers) {
          worker.target(depot.port());
          worker.verifyAll();
        }
        List<Thread> threads = workers.stream().map(Thread::new).toList();
        threads.forEach(Thread::start);
        long enough = acknowledged(workers) + random.between(1, 300);
        await().pollInterval(Duration.ofMillis(1)).until(() -> acknowledged(workers) >= enough);
        depot.kill9();
        for (Thread thread : threads) {
          thread.join();
        }
      }
    }
    assertThat(workers).allMatch(worker -> worker.acknowledged() > ROUNDS);
    try (DepotProcess depot = DepotProcess.start(folder, "-Xmx128m")) {
      for (CrashWorker worker : workers) {
        worker.target(depot.port());
        worker.verifyAll();
      }
      depot.kill9();
    }
    // At its start it takes what is in the journal into the database.
    try (DepotProcess depot = DepotProcess.start(folder, "-Xmx128m")) {
      long used = depot.usedSpace();
      depot.kill9();
      assertSpaceAddsUp(used, workers.stream().mapToLong(CrashWorker::knownSpace).sum());
    }
  }

  private static long acknowledged(List<CrashWorker> workers) {
    return workers.stream().mapToLong(CrashWorker::acknowledged).sum();
  }

  /**
   * The space told is the sum over the leases; leases that nobody knows are those whose ALLOCATE
   * was under way at a kill; every data file has a lease and nothing behind its size.
   */
  private void assertSpaceAddsUp(long used, long known) throws SQLException, IOException {
    long leased = 0;
    int allocations = 0;
    Set<String> names = new HashSet<>();
    try (Connection db =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("r1/metadata.db"));
        Statement statement = db.createStatement()) {
      try (ResultSet row = statement.executeQuery("SELECT id, max_size, state FROM allocation")) {
        while (row.next()) {
          names.add(Long.toHexString(row.getLong(1)));
          boolean live = row.getInt(3) == 0;
          leased += live ? row.getLong(2) : 0; // The rest is trash.
          allocations += live ? 1 : 0;
        }
      }
      try (ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM doomed_file")) {
        assertThat(row.getInt(1)).isZero();
      }
    }
    assertThat(used).isEqualTo(leased);
    assertThat(leased).isGreaterThanOrEqualTo(known);
    assertThat(allocations).isLessThanOrEqualTo(WORKERS * (12 + ROUNDS));
    try (Stream<Path> files = Files.walk(folder.resolve("r1/data"))) {
      assertThat(files.filter(Files::isRegularFile).map(CrashTest::allocation))
          .allMatch(names::contains);
    }
  }

  private static String allocation(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".sums") ? name.substring(0, name.length() - 5) : name;
  }
}
