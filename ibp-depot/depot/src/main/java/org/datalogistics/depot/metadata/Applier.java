package org.datalogistics.depot.metadata;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.allocation.SpaceUsage;
import org.datalogistics.depot.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what is committed in the journal into the database, many changes at a time, on a thread of
 * its own; then the journal needs it no longer. What changed often in the meantime is written once.
 */
final class Applier implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Applier.class);

  private static final long RETRY_NANOS = 1_000_000_000;

  private final MetadataStore store;
  private final Pace pace;
  private final Lock writing;
  private final Supplier<SpaceUsage> usage;
  private final Runnable onRoom;
  private final Thread thread;

  /** What is on its way into the database. */
  private SpaceUsage usageOnTheWay = SpaceUsage.NONE;

  private long sequenceOnTheWay;
  private int rowsSinceCheckpoint;

  private volatile @Nullable Runnable onRepaired;
  private volatile boolean idle;
  private volatile boolean closing;
  private volatile @Nullable RefusedException failure;

  /**
   * @param writing held to look at what is committed
   * @param usage the committed sum; read with the lock
   * @param onRoom called without the lock when there is room for more
   */
  Applier(MetadataStore store, Lock writing, Supplier<SpaceUsage> usage, Runnable onRoom) {
    this.store = store;
    this.pace = store.pace();
    this.writing = writing;
    this.usage = usage;
    this.onRoom = onRoom;
    this.thread = new Thread(this, "depot-metadata");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Something was committed; quick. */
  void notice() {
    int waiting = store.overlay().waiting();
    if (idle || waiting == pace.enough()) {
      LockSupport.unpark(thread);
    }
  }

  /** Why the database does not take anything at the moment; null if it does. */
  @Nullable RefusedException failure() {
    return failure;
  }

  @Override
  public void run() {
    while (!closing) {
      awaitWork();
      if (closing) {
        return;
      }
      Runnable repaired = onRepaired;
      boolean done = repaired == null ? apply() : repair(repaired);
      if (!done) {
        pause(RETRY_NANOS, Integer.MAX_VALUE);
      }
    }
  }

  private void awaitWork() {
    idle = true;
    while (!closing && !hasSomething() && onRepaired == null) {
      LockSupport.park(this);
    }
    idle = false;
    pause(pace.patienceNanos(), pace.enough());
  }

  private boolean hasSomething() {
    return store.overlay().waiting() > 0 || store.overlay().isApplying();
  }

  /**
   * Has everything that is committed taken into the database and forced to the disk there; nothing
   * more may be committed until then.
   *
   * @param whenDone called with the lock when that is done, however often it has to be tried
   */
  void requestRepair(Runnable whenDone) {
    onRepaired = whenDone;
    LockSupport.unpark(thread);
  }

  private void pause(long nanos, int enough) {
    long end = System.nanoTime() + nanos;
    long left = nanos;
    while (left > 0 && !closing && store.overlay().waiting() < enough) {
      LockSupport.parkNanos(this, left);
      left = end - System.nanoTime();
    }
  }

  private boolean repair(Runnable repaired) {
    if (!applyAll()) {
      return false;
    }
    try {
      if (!checkpoint()) {
        return false;
      }
    } catch (SQLException e) {
      failed(e);
      return false;
    }
    writing.lock();
    try {
      if (hasSomething()) {
        return false; // A change that was under way when the disk failed.
      }
      onRepaired = null;
      repaired.run();
    } finally {
      writing.unlock();
    }
    log.info("The metadata is on the disk for good again");
    onRoom.run();
    return true;
  }

  private boolean applyAll() {
    boolean taken = true;
    while (taken && hasSomething()) {
      taken = apply();
    }
    return taken;
  }

  /** One transaction; false if the database does not take it. */
  private boolean apply() {
    Collection<Image> images;
    writing.lock();
    try {
      if (!store.overlay().isApplying()) {
        usageOnTheWay = usage.get();
        sequenceOnTheWay = store.journal().sequence();
      }
      images = store.overlay().setOut();
    } finally {
      writing.unlock();
    }
    onRoom.run();
    MetadataDb db = store.db();
    try {
      synchronized (db) {
        db.apply(images, usageOnTheWay, sequenceOnTheWay);
      }
      rowsSinceCheckpoint += images.size();
      store.overlay().arrived();
      if (failure != null) {
        log.info("The metadata database takes changes again");
        failure = null;
      }
      if (rowsSinceCheckpoint >= pace.checkpointRows()
          || store.journal().bytes() >= pace.checkpointBytes()) {
        checkpoint();
      }
      onRoom.run();
      return true;
    } catch (SQLException | RuntimeException | OutOfMemoryError e) {
      failed(e);
      return false;
    }
  }

  private void failed(Throwable e) {
    store.failed("write the metadata database", e);
    if (failure == null) {
      log.error(
          "Cannot take changes into the metadata database; they stay in the journal, and it is"
              + " tried again",
          e);
    }
    failure = DiskErrors.refusal("the metadata database cannot be written", e);
    MetadataDb db = store.db();
    try {
      synchronized (db) {
        db.reconnect();
      }
    } catch (SQLException more) {
      log.debug("Cannot open the metadata database again", more);
    }
    onRoom.run(); // To be refused, if there is no room.
  }

  /** Forces the database to the disk and drops what the journal no longer needs. */
  private boolean checkpoint() throws SQLException {
    MetadataDb db = store.db();
    boolean done;
    synchronized (db) {
      done = db.checkpoint();
    }
    if (!done) {
      return false; // Somebody reads an older state; it is tried again after the next changes.
    }
    rowsSinceCheckpoint = 0;
    drop(store.journal());
    return true;
  }

  private void drop(Journal journal) {
    try {
      journal.drop(sequenceOnTheWay);
    } catch (IOException e) {
      log.warn("Cannot remove an old segment of the journal; it is tried again later", e);
    }
  }

  /**
   * Ends the thread and takes in what is left; if the database does not take it, the journal keeps
   * it. No changes may come any more.
   */
  void close() {
    closing = true;
    LockSupport.unpark(thread);
    Threads.join(thread);
    boolean taken = applyAll();
    store.journal().close();
    if (taken) {
      sequenceOnTheWay = store.journal().sequence();
      try {
        checkpoint();
      } catch (SQLException e) {
        log.warn("Cannot force the metadata database to the disk; the journal is kept", e);
      }
    }
  }
}
