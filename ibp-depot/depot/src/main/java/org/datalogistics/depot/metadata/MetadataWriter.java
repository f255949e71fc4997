package org.datalogistics.depot.metadata;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.datalogistics.depot.allocation.AllocationCache;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.allocation.SpaceUsage;
import org.datalogistics.depot.disk.DiskAccess;
import org.datalogistics.ibp.IbpError;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes the metadata of a resource, one change at a time. Changes that come in while a commit
 * runs are committed together by the thread that ran it (group commit), so that a lone change waits
 * for nobody and many share the cost. A future completes when its change is durable.
 */
public final class MetadataWriter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MetadataWriter.class);
  private static final int QUEUE_CAPACITY = 16_384;
  private static final int MAX_GROUP = 512;

  /** Changes after which the log is moved into the database: some ten megabytes of it. */
  private static final int CHECKPOINT_EVERY = 2000;

  /** A change to the metadata. */
  public interface Change<T> {
    T apply(Transaction transaction) throws SQLException, RefusedException;
  }

  private final MetadataDb db;
  private final AllocationCache cache;
  private final Checkpoint checkpoint;
  private final DiskAccess disk;
  private final BlockingQueue<Entry<?>> queue = new ArrayBlockingQueue<>(QUEUE_CAPACITY);

  /** Held by the thread that changes the metadata; also guards the pending states. */
  private final ReentrantLock writing = new ReentrantLock();

  /** Guarded by {@link #writing}. */
  private int sinceCheckpoint;

  private volatile SpaceUsage usage;
  private volatile boolean closing;

  /**
   * @param cache has the allocations in use; new ones are added to it
   * @param disk runs commits that are handed in from elsewhere
   */
  public MetadataWriter(
      MetadataDb db, AllocationCache cache, Checkpoint checkpoint, DiskAccess disk)
      throws SQLException {
    this.db = db;
    this.cache = cache;
    this.checkpoint = checkpoint;
    this.disk = disk;
    this.usage = db.usage();
  }

  /** Space leased by committed allocations. */
  public SpaceUsage usage() {
    return usage;
  }

  /**
   * The first committed allocations of the selection; blocks for the disk and for running commits.
   */
  public List<AllocationRecord> list(Selection selection, int limit) throws SQLException {
    writing.lock();
    try {
      return db.list(selection, limit);
    } finally {
      writing.unlock();
      work(); // What came while the lock was held.
    }
  }

  /**
   * Hands in a change from a thread that must not wait for the disk. The future fails with {@link
   * RefusedException} if the change refuses, or if too many wait. It completes on a disk thread:
   * what depends on it must be quick.
   */
  public <T> CompletableFuture<T> submit(Change<T> change) {
    Entry<T> entry = enqueue(change);
    if (!writing.isLocked()) {
      disk.execute(this::work);
    }
    return entry.future;
  }

  /** As {@link #submit}, from a thread that may wait for the disk: it commits itself if it can. */
  public <T> CompletableFuture<T> submitHere(Change<T> change) {
    Entry<T> entry = enqueue(change);
    work();
    return entry.future;
  }

  private <T> Entry<T> enqueue(Change<T> change) {
    Entry<T> entry = new Entry<>(change);
    if (closing) {
      entry.refuse(IbpError.RSRC_UNAVAIL, "the resource is closing");
    } else if (!queue.offer(entry)) {
      entry.refuse(IbpError.OUT_OF_SOCKETS, "too many metadata changes wait");
    }
    return entry;
  }

  /** Commits until nothing waits, unless another thread is at it. */
  private void work() {
    List<Entry<?>> group = new ArrayList<>();
    // Whoever hands in a change while the lock is held relies on the look at the queue after it.
    while (!queue.isEmpty() && writing.tryLock()) {
      try {
        while (queue.drainTo(group, MAX_GROUP) > 0) {
          commit(group);
          group.forEach(Entry::complete);
          sinceCheckpoint += group.size();
          group.clear();
        }
        if (sinceCheckpoint >= CHECKPOINT_EVERY) {
          sinceCheckpoint = 0;
          disk.executeLong(this::moveLog);
        }
      } finally {
        writing.unlock();
      }
    }
  }

  private void moveLog() {
    try {
      checkpoint.run(writing);
    } catch (SQLException e) {
      log.warn("Cannot move the log of the metadata into the database; it is tried again later", e);
    }
    work(); // What came while the commits were held.
  }

  private void commit(List<Entry<?>> group) {
    if (group.isEmpty()) {
      return;
    }
    Transaction transaction = new Transaction(db, cache, usage);
    try {
      db.begin();
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

  /** Commits what was handed in; later changes are refused. */
  @Override
  public void close() throws SQLException {
    closing = true;
    checkpoint.close(); // Before the lock, which a running one may wait for.
    writing.lock();
    try {
      List<Entry<?>> rest = new ArrayList<>();
      queue.drainTo(rest);
      commit(rest);
      rest.forEach(Entry::complete);
      db.close();
    } finally {
      writing.unlock();
    }
    for (Entry<?> late = queue.poll(); late != null; late = queue.poll()) {
      late.refuse(IbpError.RSRC_UNAVAIL, "the resource is closing");
    }
  }

  private static final class Entry<T> {
    private final Change<T> change;
    private final CompletableFuture<T> future = new CompletableFuture<>();
    private @Nullable T result;
    private @Nullable Exception failure;

    Entry(Change<T> change) {
      this.change = change;
    }

    void apply(Transaction transaction) throws SQLException {
      try {
        result = change.apply(transaction);
      } catch (RefusedException e) {
        failure = e;
      }
    }

    void fail(Exception e) {
      failure = e;
    }

    void refuse(IbpError error, String reason) {
      fail(new RefusedException(error, reason));
      complete();
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
