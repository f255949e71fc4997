package org.datalogistics.unis.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.datalogistics.unis.server.store.StoreException;
import org.datalogistics.unis.server.store.StoreUnavailableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  @TempDir Path folder;
  private Connection connection;
  private GroupCommit writer;

  @BeforeEach
  void open() throws SQLException {
    connection = new Database(folder.resolve("test.db")).openWriter();
    Database.execute(connection, "CREATE TABLE t (v TEXT UNIQUE)");
    writer = new GroupCommit(connection, "test", LIMIT);
  }

  @AfterEach
  void close() throws SQLException {
    writer.close();
  }

  private static Write<Integer> add(String value) {
    return connection -> Statements.update(connection, "INSERT INTO t VALUES (?)", value);
  }

  private long rows() {
    return writer.submit("count", 0, c -> Database.number(c, "SELECT count(*) FROM t"));
  }

  /** Makes the writer wait until the latch opens, so that what follows forms one group. */
  private Future<?> hold(ExecutorService threads, CountDownLatch latch) throws Exception {
    CompletableFuture<Void> held = new CompletableFuture<>();
    Future<?> holding =
        threads.submit(
            () ->
                writer.submit(
                    "wait",
                    0,
                    c -> {
                      held.complete(null);
                      try {
                        latch.await();
                      } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                      }
                      return 0;
                    }));
    held.get();
    return holding;
  }

  @Test
  void writeThatFailsInAGroupFailsAloneAndWholly() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    CountDownLatch latch = new CountDownLatch(1);
    try {
      Future<?> holding = hold(threads, latch);
      List<Future<Integer>> good = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        Write<Integer> write = add("good" + i);
        good.add(threads.submit(() -> writer.submit("add", 1, write)));
      }
      Future<Integer> bad =
          threads.submit(
              () -> writer.submit("add twice", 1, c -> add("bad").apply(c) + add("bad").apply(c)));
      latch.countDown();

      holding.get();
      for (Future<Integer> future : good) {
        assertThat(future.get()).isEqualTo(1);
      }
      assertThatThrownBy(bad::get).hasCauseInstanceOf(StoreException.class);
      assertThat(rows()).isEqualTo(10);
    } finally {
      latch.countDown();
      threads.shutdownNow();
    }
  }

  @Test
  void fullDiskFailsWritesAndTheWriterGoesOnWhenThereIsRoomAgain() {
    long pages =
        writer.submit("measure", 0, c -> Database.number(c, "PRAGMA page_count")).longValue();
    writer.submit("bound", 0, c -> Database.number(c, "PRAGMA max_page_count=" + (pages + 5)));

    assertThatThrownBy(() -> writer.submit("add", 1, add("x".repeat(1_000_000))))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("disk is full");
    assertThat(rows()).isZero();

    writer.submit("free", 0, c -> Database.number(c, "PRAGMA max_page_count=1000000"));
    assertThat(writer.submit("add", 1, add("x".repeat(1_000_000)))).isEqualTo(1);
  }

  @Test
  void waitingWritesAreBoundedInSizeAndRefusedInTime() throws Exception {
    writer.close();
    connection = new Database(folder.resolve("test.db")).openWriter();
    writer = new GroupCommit(connection, "test", Duration.ofMillis(300));
    ExecutorService threads = Executors.newCachedThreadPool();
    CountDownLatch latch = new CountDownLatch(1);
    try {
      hold(threads, latch);
      long half = 20L << 20;
      List<Future<Integer>> waiting = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Write<Integer> write = add("w" + i);
        waiting.add(threads.submit(() -> writer.submit("add", half, write)));
      }
      for (Future<Integer> future : waiting) {
        assertThatThrownBy(future::get)
            .hasCauseInstanceOf(StoreUnavailableException.class)
            .hasMessageContaining("too many writes");
      }
    } finally {
      latch.countDown();
      threads.shutdown();
    }
    assertThat(rows()).isZero(); // what was given up is not done later
  }

  @Test
  void unexpectedErrorOfAWriteReachesItsCallerAndTheWriterGoesOn() {
    assertThatThrownBy(
            () ->
                writer.submit(
                    "break",
                    0,
                    c -> {
                      throw new IllegalStateException("broken");
                    }))
        .isInstanceOf(StoreException.class)
        .hasRootCauseMessage("broken");
    assertThatThrownBy(
            () ->
                writer.submit(
                    "run out",
                    0,
                    c -> {
                      throw new OutOfMemoryError("none left");
                    }))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("none left");
    assertThat(writer.submit("add", 0, add("a"))).isEqualTo(1);
  }
}
