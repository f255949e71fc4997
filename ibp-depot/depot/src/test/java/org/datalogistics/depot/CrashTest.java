package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededRandomExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The depot is killed at random moments while everything is done that changes something; what it
 * acknowledged is there afterwards. {@code -Ddlt.crash.rounds=200} for more rounds.
 */
@ExtendWith(SeededRandomExtension.class)
class CrashTest {
  private static final int ROUNDS = Integer.getInteger("dlt.crash.rounds", 40);
  private static final int WORKERS = 3;

  @TempDir Path folder;

  @Test
  @Timeout(3600)
  void killedManyTimesItLosesNothingAndLeaksNothing(SeededRandom random)
      throws IOException, InterruptedException, SQLException {
    List<CrashWorker> workers = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      workers.add(new CrashWorker(i, random.fork()));
    }
    for (int round = 0; round < ROUNDS; round++) {
      try (DepotProcess depot = DepotProcess.start(folder, "-Xmx128m")) {
        verify(workers, depot);
        List<Thread> threads = workers.stream().map(Thread::new).toList();
        threads.forEach(Thread::start);
        long enough = acknowledged(workers) + random.between(1, 300);
        await()
            .pollInterval(Duration.ofMillis(1))
            .until(() -> acknowledged(workers) >= enough || hasFailed(workers));
        depot.kill9();
        for (Thread thread : threads) {
          thread.join();
        }
      }
      assertThat(workers).allSatisfy(worker -> assertThat(worker.failure()).isNull());
    }
    assertThat(workers).allMatch(worker -> worker.acknowledged() > ROUNDS);
    try (DepotProcess depot = DepotProcess.start(folder, "-Xmx128m")) {
      await()
          .pollInterval(Duration.ofMillis(200))
          .until(
              () -> {
                verify(workers, depot);
                return workers.stream().noneMatch(CrashWorker::hasShortLeases);
              });
      depot.kill9();
    }
    assertThat(workers.stream().mapToLong(CrashWorker::ended).sum()).isGreaterThan(ROUNDS / 4);
    // At its start it takes what is in the journal into the database.
    try (DepotProcess depot = DepotProcess.start(folder, "-Xmx128m")) {
      verify(workers, depot);
      long used = settledSpace(depot);
      depot.kill9();
      CrashLedger ledger = CrashLedger.of(folder.resolve("r1"));
      assertThat(used).isEqualTo(ledger.leased());
      // What nobody knows was asked for or renamed at a kill.
      assertThat(ledger.leased())
          .isGreaterThanOrEqualTo(workers.stream().mapToLong(CrashWorker::knownSpace).sum());
      int known = workers.stream().mapToInt(CrashWorker::knownAllocations).sum();
      assertThat(ledger.allocations()).isBetween(known, known + WORKERS * ROUNDS);
      ledger.requireNoOrphans(folder.resolve("r1"));
    }
  }

  private static void verify(List<CrashWorker> workers, DepotProcess depot) {
    for (CrashWorker worker : workers) {
      worker.target(depot.port());
      worker.verifyAll();
    }
  }

  private static boolean hasFailed(List<CrashWorker> workers) {
    return workers.stream().anyMatch(worker -> worker.failure() != null);
  }

  private static long acknowledged(List<CrashWorker> workers) {
    return workers.stream().mapToLong(CrashWorker::acknowledged).sum();
  }

  /** What is leased when leases that just ended are off the books. */
  private static long settledSpace(DepotProcess depot) {
    await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
    return depot.usedSpace();
  }
}
