package org.datalogistics.depot.metadata;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.datalogistics.depot.allocation.RefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forces the journal to the disk on a thread of its own, once for all changes that came while it
 * was at it, and then tells who waits for them.
 */
final class Syncer implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Syncer.class);

  private final MetadataStore store;
  private final Runnable repair;
  private final Thread thread;

  /** Changes that are written; guarded by itself. */
  private final List<Entry<?>> waiting = new ArrayList<>();

  private volatile int count;
  private volatile boolean closing;
  private volatile @Nullable RefusedException failure;

  /**
   * @param repair called when the disk failed: {@link #repaired} must follow some time, when all
   *     that is committed is stored otherwise
   */
  Syncer(MetadataStore store, Runnable repair) {
    this.store = store;
    this.repair = repair;
    this.thread = new Thread(this, "depot-metadata-sync");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Takes changes that are written and only wait to be forced; quick. */
  void add(List<Entry<?>> group) {
    synchronized (waiting) {
      waiting.addAll(group);
      count = waiting.size();
    }
    LockSupport.unpark(thread);
  }

  /** How many changes wait. */
  int waiting() {
    return count;
  }

  /** Why no change may come at the moment; null if they may. */
  @Nullable RefusedException failure() {
    return failure;
  }

  /** All that is committed is durable, and the journal begins a new segment. */
  void repaired() {
    failure = null;
  }

  @Override
  public void run() {
    while (true) {
      boolean last = closing;
      List<Entry<?>> group;
      synchronized (waiting) {
        group = new ArrayList<>(waiting);
        waiting.clear();
        count = 0;
      }
      if (!group.isEmpty()) {
        force(group);
      } else if (last) {
        return;
      } else {
        LockSupport.park(this);
      }
    }
  }

  private void force(List<Entry<?>> group) {
    try {
      RefusedException broken = failure;
      if (broken != null) {
        throw broken; // Written just before the failure was known.
      }
      store.journal().force();
    } catch (IOException | RuntimeException e) {
      log.error(
          "Cannot force {} metadata changes to the disk; whether they last is open",
          group.size(),
          e);
      store.failed("force the journal of the metadata to the disk", e);
      RefusedException refusal =
          DiskErrors.refusal("the disk does not take the metadata for good", e);
      failure = refusal;
      repair.run();
      group.forEach(entry -> entry.fail(refusal));
    } catch (RefusedException e) {
      group.forEach(entry -> entry.fail(e));
    }
    group.forEach(Entry::complete);
  }

  /** Forces what was handed in and ends. */
  void close() {
    closing = true;
    LockSupport.unpark(thread);
    Threads.join(thread);
  }
}
