package org.datalogistics.depot.metadata;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.datalogistics.depot.allocation.AllocationCache;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.allocation.SpaceUsage;
import org.datalogistics.depot.disk.DiskAccess;
import org.datalogistics.depot.disk.SyncPolicy;
import org.datalogistics.depot.journal.Frame;
import org.datalogistics.ibp.IbpError;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes the metadata of a resource, one change at a time. Changes that come in while a commit
 * runs are committed together (group commit) by the thread that is at it: one write to the journal
 * for all of them. A lone change waits for nobody. A future completes when its change is as durable
 * as the resource's sync policy says.
 */
public final class MetadataWriter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MetadataWriter.class);
  private static final int QUEUE_CAPACITY = 16_384;

  /** Changes and images of one commit, about. */
  private static final int MAX_GROUP = 512;

  private static final int MAX_IMAGES = 4096;

  /** A change to the metadata. */
  public interface Change<T> {
    T apply(Transaction transaction) throws SQLException, RefusedException;
  }

  private final MetadataStore store;
  private final AllocationCache cache;
  private final DiskAccess disk;
  private final Applier applier;
  private final @Nullable Syncer syncer;
  private final BlockingQueue<Entry<?>> queue = new ArrayBlockingQueue<>(QUEUE_CAPACITY);

  /** Held by the thread that changes the metadata; also guards the pending states. */
  private final ReentrantLock writing = new ReentrantLock();

  /** Guarded by {@link #writing}. */
  private final Frame frame = new Frame();

  private final LongAdder changes = new LongAdder();
  private final LongAdder groups = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  /** Whether somebody was called who will look at the queue. */
  private final AtomicBoolean called = new AtomicBoolean();

  private volatile SpaceUsage usage;
  private volatile boolean closing;

  /**
   * Takes the store over and starts taking changes.
   *
   * @param cache has the allocations in use; new ones are added to it
   * @param disk runs commits that are handed in from elsewhere
   */
  public MetadataWriter(MetadataStore store, AllocationCache cache, DiskAccess disk)
      throws SQLException {
    this.store = store;
    this.cache = cache;
    this.disk = disk;
    this.usage = store.db().usage();
    this.applier = new Applier(store, writing, () -> usage, this::work);
    applier.start();
    this.syncer = store.sync() == SyncPolicy.NONE ? null : new Syncer(store, this::repair);
    if (syncer != null) {
      syncer.start();
    }
  }

  /** What is forced to the disk before a change is done. */
  public SyncPolicy sync() {
    return store.sync();
  }

  /** Space leased by committed allocations. */
  public SpaceUsage usage() {
    return usage;
  }

  /** What was committed since the start. */
  public CommitCounts commits() {
    return new CommitCounts(changes.sum(), groups.sum(), nanos.sum() / 1e9);
  }

  /** The first committed allocations of the selection; blocks for the disk. */
  public List<AllocationRecord> list(Selection selection, int limit) throws SQLException {
    return store.lists().list(selection, limit, Map.of());
  }

  /**
   * Hands in a change from a thread that must not wait for the disk. The future fails with {@link
   * RefusedException} if the change refuses, or if too many wait. What depends on it must be quick.
   */
  public <T> CompletableFuture<T> submit(Change<T> change) {
    return submit(new Entry<>(change, false));
  }

  /**
   * As {@link #submit}, a change that gives space back: it is made on a full disk, too, where it
   * may be called twice.
   */
  public <T> CompletableFuture<T> submitFreeing(Change<T> change) {
    return submit(new Entry<>(change, true));
  }

  private <T> CompletableFuture<T> submit(Entry<T> entry) {
    enqueue(entry);
    if (!writing.isLocked() && called.compareAndSet(false, true)) {
      call();
    }
    return entry.future();
  }

  /** Has somebody commit what waits: one for all that are handed in until then. */
  private void call() {
    try {
      disk.execute(
          () -> {
            called.set(false); // Who comes from now on calls again; this one sees what came before.
            work();
          });
    } catch (RejectedExecutionException e) {
      called.set(false);
      throw e;
    }
  }

  /** As {@link #submit}, from a thread that may wait for the disk: it commits itself if it can. */
  public <T> CompletableFuture<T> submitHere(Change<T> change) {
    Entry<T> entry = new Entry<>(change, false);
    enqueue(entry);
    work();
    return entry.future();
  }

  /** Sets room aside again for changes that give space back, if there is some. */
  public void replenish() {
    if (writing.tryLock()) {
      try {
        store.journal().replenish();
      } finally {
        writing.unlock();
      }
      work(); // Whoever came meanwhile relied on it.
    }
  }

  private void enqueue(Entry<?> entry) {
    if (closing) {
      entry.refuse(IbpError.RSRC_UNAVAIL, "the resource is closing");
    } else if (unsynced() >= QUEUE_CAPACITY || !queue.offer(entry)) {
      entry.refuse(IbpError.OUT_OF_SOCKETS, "too many metadata changes wait");
    }
  }

  /** Commits until nothing waits, unless another thread is at it. */
  private void work() {
    List<Entry<?>> group = new ArrayList<>();
    // Whoever hands in a change while the lock is held relies on the look at the queue after it.
    while (!queue.isEmpty() && hasRoom() && writing.tryLock()) {
      boolean written;
      try {
        written = commit(group);
      } finally {
        writing.unlock();
      }
      finish(group, written);
      group.clear();
    }
  }

  private int unsynced() {
    return syncer == null ? 0 : syncer.waiting();
  }

  private void finish(List<Entry<?>> group, boolean written) {
    if (written && syncer != null) {
      syncer.add(group);
    } else {
      group.forEach(Entry::complete);
    }
  }

  private void repair() {
    applier.requestRepair(
        () -> {
          store.journal().restart();
          if (syncer != null) {
            syncer.repaired();
          }
        });
  }

  /** Whether changes can be taken; if the database has trouble, refuses those that wait. */
  private boolean hasRoom() {
    RefusedException trouble = syncer == null ? null : syncer.failure();
    if (trouble == null) {
      if (store.overlay().waiting() < store.pace().maxWaiting()
          && store.journal().bytes() < store.pace().maxJournal()) {
        return true;
      }
      trouble = applier.failure();
    }
    if (trouble != null) {
      for (Entry<?> each = queue.poll(); each != null; each = queue.poll()) {
        each.fail(trouble);
        each.complete();
      }
    }
    return false; // The applier looks at the queue when there is room.
  }

  /** One group; with the lock. True if the journal has it now. */
  private boolean commit(List<Entry<?>> group) {
    long start = System.nanoTime();
    Transaction transaction = new Transaction(store.lists(), cache, usage);
    int room = Math.max(1, store.pace().maxWaiting() - store.overlay().waiting());
    int most = Math.min(MAX_IMAGES, room);
    while (group.size() < MAX_GROUP && transaction.images().size() < most) {
      Entry<?> next = queue.poll();
      if (next == null) {
        break;
      }
      group.add(next);
      next.apply(transaction);
    }
    try {
      if (!transaction.images().isEmpty()) {
        write(transaction);
      }
    } catch (IOException | RuntimeException e) {
      transaction.rollback();
      if (DiskErrors.isFull(e) && group.stream().anyMatch(Entry::frees)) {
        return commitFreeing(group, e, start);
      }
      refuse(group, e);
      return false;
    }
    return committed(group, transaction, start);
  }

  private void refuse(List<Entry<?>> group, Exception failure) {
    log.error("Cannot commit {} metadata changes", group.size(), failure);
    store.failed("write the metadata", failure);
    RefusedException refusal = DiskErrors.refusal("metadata cannot be written", failure);
    group.forEach(entry -> entry.fail(refusal));
  }

  /** On a full disk: what gives space back is written where room was set aside. */
  private boolean commitFreeing(List<Entry<?>> group, Exception full, long start) {
    List<Entry<?>> others = group.stream().filter(entry -> !entry.frees()).toList();
    if (!others.isEmpty()) {
      refuse(others, full);
    }
    Transaction transaction = new Transaction(store.lists(), cache, usage);
    List<Entry<?>> freeing = group.stream().filter(Entry::frees).toList();
    freeing.forEach(entry -> entry.apply(transaction));
    try {
      if (!transaction.images().isEmpty()) {
        fill(transaction);
        store.journal().appendToReserve(frame);
      }
    } catch (IOException | RuntimeException e) {
      e.addSuppressed(full);
      transaction.rollback();
      refuse(freeing, e);
      return false;
    }
    return committed(group, transaction, start);
  }

  private boolean committed(List<Entry<?>> group, Transaction transaction, long start) {
    usage = transaction.usage();
    boolean written = !transaction.images().isEmpty();
    transaction.commit(store.overlay());
    applier.notice();
    changes.add(group.size());
    groups.increment();
    nanos.add(System.nanoTime() - start);
    return written;
  }

  private void write(Transaction transaction) throws IOException {
    fill(transaction);
    store.journal().append(frame);
  }

  private void fill(Transaction transaction) {
    frame.clear();
    ImageCodec.writeUsage(frame.room(ImageCodec.USAGE), transaction.usage());
    for (Image image : transaction.images()) {
      ImageCodec.write(frame.room(ImageCodec.MAX_IMAGE), image);
    }
  }

  /** Commits what was handed in; later changes are refused. The store stays open. */
  @Override
  public void close() throws SQLException {
    closing = true;
    while (!queue.isEmpty()) {
      List<Entry<?>> group = new ArrayList<>();
      boolean written;
      writing.lock();
      try {
        written = commit(group);
      } finally {
        writing.unlock();
      }
      finish(group, written);
    }
    if (syncer != null) {
      syncer.close();
    }
    applier.close();
    for (Entry<?> late = queue.poll(); late != null; late = queue.poll()) {
      late.refuse(IbpError.RSRC_UNAVAIL, "the resource is closing");
    }
  }
}
