package org.datalogistics.depot.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.ibp.IbpError;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that changes the metadata of a resource. Changes that wait while a commit runs are
 * committed together (group commit); a future completes when its change is durable.
 */
final class MetadataWriter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MetadataWriter.class);
  private static final int QUEUE_CAPACITY = 16_384;
  private static final int MAX_GROUP = 512;

  /** A change to the metadata. */
  interface Change<T> {
    T apply(Transaction transaction) throws SQLException, RefusedException;
  }

  private final MetadataDb db;
  private final BlockingQueue<Entry<?>> queue = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
  private final Thread thread;
  private volatile SpaceUsage usage;
  private volatile boolean closing;

  MetadataWriter(MetadataDb db, String name) throws SQLException {
    this.db = db;
    this.usage = db.usage();
    this.thread = new Thread(this::run, "metadata-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Space leased by committed allocations. */
  SpaceUsage usage() {
    return usage;
  }

  /**
   * Hands in a change. The future fails with {@link RefusedException} if the change refuses, or if
   * too many wait. It completes on the writer thread: what depends on it must be quick.
   */
  <T> CompletableFuture<T> submit(Change<T> change) {
    Entry<T> entry = new Entry<>(change);
    if (closing) {
      entry.future.completeExceptionally(
          new RefusedException(IbpError.RSRC_UNAVAIL, "the resource is closing"));
    } else if (!queue.offer(entry)) {
      entry.future.completeExceptionally(
          new RefusedException(IbpError.OUT_OF_SOCKETS, "too many metadata changes wait"));
    }
    return entry.future;
  }

  private void run() {
    List<Entry<?>> group = new ArrayList<>(MAX_GROUP);
    try {
      while (true) {
        Entry<?> first = queue.take();
        group.add(first);
        queue.drainTo(group, MAX_GROUP - 1);
        boolean last = group.removeIf(entry -> entry.change == null);
        commit(group);
        group.clear();
        if (last) {
          return;
        }
      }
    } catch (InterruptedException e) {
      log.error("The metadata writer was interrupted; the resource takes no more changes", e);
    } finally {
      closing = true;
      drainRefusing();
    }
  }

  private void commit(List<Entry<?>> group) {
    Transaction transaction = new Transaction(db, usage);
    try {
      for (Entry<?> entry : group) {
        entry.apply(transaction);
      }
      transaction.commit();
      usage = transaction.usage();
    } catch (SQLException | RuntimeException e) {
      log.error("Cannot commit {} metadata changes", group.size(), e);
      rollback(transaction);
      RefusedException refusal =
          new RefusedException(errorOf(e), "metadata cannot be written: " + e.getMessage());
      group.forEach(entry -> entry.fail(refusal));
    }
    group.forEach(Entry::complete);
  }

  private static IbpError errorOf(Exception e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("SQLITE_FULL") ? IbpError.WOULD_EXCEED_LIMIT : IbpError.INTERNAL;
  }

  private static void rollback(Transaction transaction) {
    try {
      transaction.rollback();
    } catch (SQLException e) {
      log.error("Cannot roll the metadata back", e);
    }
  }

  private void drainRefusing() {
    List<Entry<?>> rest = new ArrayList<>();
    queue.drainTo(rest);
    for (Entry<?> entry : rest) {
      entry.fail(new RefusedException(IbpError.RSRC_UNAVAIL, "the resource is closing"));
      entry.complete();
    }
  }

  /** Commits what was handed in, then ends the thread. */
  @Override
  public void close() throws SQLException {
    closing = true;
    try {
      queue.put(new Entry<Void>(null));
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    db.close();
  }

  private static final class Entry<T> {
    private final @Nullable Change<T> change;
    private final CompletableFuture<T> future = new CompletableFuture<>();
    private @Nullable T result;
    private @Nullable Exception failure;

    Entry(@Nullable Change<T> change) {
      this.change = change;
    }

    void apply(Transaction transaction) throws SQLException {
      if (change == null) {
        return;
      }
      try {
        result = change.apply(transaction);
      } catch (RefusedException e) {
        failure = e;
      }
    }

    void fail(Exception e) {
      failure = e;
    }

    void complete() {
      if (failure != null) {
        future.completeExceptionally(failure);
      } else {
        @SuppressWarnings("NullAway") // A change of Void gives null, as its caller expects.
        boolean unused = future.complete(result);
      }
    }
  }
}
