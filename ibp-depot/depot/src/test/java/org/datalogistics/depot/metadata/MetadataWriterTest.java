package org.datalogistics.depot.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationCache;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.allocation.SpaceUsage;
import org.datalogistics.depot.disk.DiskAccess;
import org.datalogistics.depot.disk.FaultyLayer;
import org.datalogistics.depot.disk.SyncPolicy;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.Reliability;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many changes at once, and a disk that fails. */
class MetadataWriterTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Pace QUICK = new Pace(10, 1_000_000, 50, 20_000, 50, 10_000_000, 4_000);

  @TempDir Path folder;
  private final FaultyLayer layer = FaultyLayer.ofJournal();
  private MetadataStore store;
  private AllocationCache cache;
  private MetadataWriter metadata;

  private void open(SyncPolicy sync) throws IOException, SQLException {
    store = MetadataStore.open(folder, layer, sync, QUICK);
    cache = new AllocationCache(store.reader(), 5);
    metadata = new MetadataWriter(store, cache, new DiskAccess(Runnable::run, System::nanoTime));
  }

  @AfterEach
  void close() throws SQLException {
    metadata.close();
    store.close();
  }

  private void reopen(SyncPolicy sync) throws IOException, SQLException {
    close();
    open(sync);
  }

  private CompletableFuture<Boolean> insert(long id) {
    return metadata.submitHere(
        transaction -> {
          transaction.insert(new Allocation(Records.live(id, Reliability.HARD, 10, 1000)));
          return true;
        });
  }

  private boolean isTaken(long id) throws Exception {
    try {
      return insert(id).get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      return false;
    }
  }

  private List<Long> ids() throws SQLException {
    return metadata.list(Selection.all(0), 10_000).stream().map(AllocationRecord::id).toList();
  }

  private static void assertRefused(IbpError error, CompletableFuture<?> future) {
    assertThatThrownBy(() -> future.get(30, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.error()).isEqualTo(error));
  }

  @Test
  void manyThreadsLoseNoChangeOfOneAnother() throws Exception {
    open(SyncPolicy.NONE);
    int threads = 8;
    int rounds = 100;
    for (long id = 1; id <= threads; id++) {
      insert(id).join();
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int own = i;
      all.add(pool.submit(() -> changeMuch(own, threads, rounds)));
    }
    for (Future<?> each : all) {
      each.get(60, TimeUnit.SECONDS);
    }
    pool.shutdown();
    for (int i = 0; i < 2; i++) {
      List<AllocationRecord> left = metadata.list(Selection.all(0), 10_000);
      assertThat(left).hasSize(threads);
      assertThat(left).allMatch(each -> each.lease().writeCount() == rounds);
      assertThat(metadata.usage()).isEqualTo(SpaceUsage.leased(10L * threads, 0, threads));
      reopen(SyncPolicy.NONE);
    }
    assertThat(store.doomed()).hasSize(threads * rounds);
  }

  private void changeMuch(int own, int threads, int rounds) {
    for (int round = 0; round < rounds; round++) {
      long shared = 1L + (own + round) % threads;
      metadata.submitHere(transaction -> count(transaction, shared)).join();
      long fresh = 1000L * (own + 1) + round;
      insert(fresh).join();
      metadata
          .submit(
              transaction -> {
                transaction.delete(transaction.find(fresh));
                return true;
              })
          .join();
    }
  }

  private static boolean count(Transaction transaction, long id) throws SQLException {
    Allocation shared = transaction.find(id);
    AllocationRecord now = shared.pending();
    transaction.update(shared, now.withLease(now.lease().counted(CapabilityKind.WRITE, true)));
    return true;
  }

  @Test
  void aChangeThatIsRefusedHalfwayLeavesNothingAndSparesTheOthersOfItsGroup() throws Exception {
    open(SyncPolicy.NONE);
    layer.hold();
    // Whoever is first waits for the disk; the others gather and are committed together.
    CompletableFuture<CompletableFuture<Boolean>> first =
        CompletableFuture.supplyAsync(() -> insert(1));
    await().atMost(SOON).until(() -> layer.isWaitedFor());
    CompletableFuture<Boolean> broken =
        metadata.submit(
            transaction -> {
              transaction.insert(new Allocation(Records.live(2, Reliability.HARD, 10, 1000)));
              throw new RefusedException(IbpError.GENERIC, "no");
            });
    CompletableFuture<Boolean> other = insert(3);
    layer.release();
    assertThat(first.thenCompose(done -> done).get(30, TimeUnit.SECONDS)).isTrue();
    assertThat(other.get(30, TimeUnit.SECONDS)).isTrue();
    assertRefused(IbpError.GENERIC, broken);
    assertThat(ids()).containsExactly(1L, 3L);
    assertThat(metadata.usage().allocations()).isEqualTo(2);
  }

  @Test
  void whatTheJournalDoesNotTakeIsRefusedAndForgotten() throws Exception {
    open(SyncPolicy.NONE);
    insert(1).join();
    layer.failWrites("No space left on device", 30);
    assertRefused(IbpError.WOULD_EXCEED_LIMIT, insert(2));
    layer.failWrites("Input/output error", 0);
    assertRefused(IbpError.INTERNAL, insert(3));
    assertThat(cache.pinIfPresent(2)).isNull();
    assertThat(metadata.usage().allocations()).isEqualTo(1);
    layer.failWrites(null, 0);
    insert(4).join();
    assertThat(ids()).containsExactly(1L, 4L);
    reopen(SyncPolicy.NONE);
    assertThat(ids()).containsExactly(1L, 4L);
    assertThat(metadata.usage().allocations()).isEqualTo(2);
  }

  @Test
  void whenForcingFailsChangesAreRefusedUntilEverythingIsSafeAgain() throws Exception {
    open(SyncPolicy.METADATA);
    assertThat(isTaken(1)).isTrue();
    layer.failForces("Input/output error");
    assertRefused(IbpError.INTERNAL, insert(2));
    layer.failForces(null);
    // The database takes over what the journal may have lost.
    await().atMost(SOON).until(() -> isTaken(3));
    assertThat(ids()).containsExactly(1L, 2L, 3L);
    assertThat(store.db().applied()).isGreaterThanOrEqualTo(2);
    reopen(SyncPolicy.METADATA);
    assertThat(ids()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void whenTheDatabaseTakesNothingChangesAreTakenUpToALimitAndRefusedThen() throws Exception {
    open(SyncPolicy.NONE);
    List<CompletableFuture<Boolean>> all = new ArrayList<>();
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("metadata.db"));
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      for (long id = 1; id <= 300; id++) {
        all.add(insert(id));
      }
      await().atMost(SOON).until(() -> all.stream().allMatch(CompletableFuture::isDone));
      assertThat(all.get(0)).isCompletedWithValue(true);
      assertRefused(IbpError.INTERNAL, all.get(299));
      assertThat(store.reader().find(1)).isNotNull();
      statement.execute("ROLLBACK");
    }
    List<Long> taken = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (!all.get(i).isCompletedExceptionally()) {
        taken.add(i + 1L);
      }
    }
    // Two generations of fifty: one waits, one is on its way.
    assertThat(taken).hasSizeLessThanOrEqualTo(100 + 1);
    assertThat(ids()).isEqualTo(taken);
    await().atMost(SOON).until(() -> isTaken(1000));
    reopen(SyncPolicy.NONE);
    assertThat(ids()).hasSize(taken.size() + 1);
  }

  @Test
  void afterACloseTheDatabaseHasEverythingAndTheJournalNothing() throws Exception {
    open(SyncPolicy.NONE);
    for (long id = 1; id <= 120; id++) {
      insert(id).join();
    }
    metadata.close();
    assertThat(folder.resolve("journal"))
        .isDirectoryNotContaining(file -> file.toString().endsWith(".journal"));
    reopen(SyncPolicy.NONE);
    assertThat(ids()).hasSize(120);
    assertThat(store.highestId()).isEqualTo(120);
  }
}
