package org.datalogistics.depot.metadata;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationCache;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.KeyHashes;
import org.datalogistics.depot.allocation.SpaceUsage;
import org.datalogistics.depot.allocation.State;
import org.jspecify.annotations.Nullable;

/**
 * What a change to the metadata may do; spans the changes of one group commit, under the metadata
 * writer's lock. A change that fails leaves nothing behind.
 */
public final class Transaction {
  /** Aliases that are looked up at a time. */
  private static final int BATCH = 256;

  private final MetadataReader reader;
  private final AllocationCache cache;
  private final Map<Long, Image> images = new LinkedHashMap<>();
  private final Map<Long, Allocation> added = new HashMap<>();
  private final Set<Allocation> touched = new LinkedHashSet<>();
  private final List<Allocation> pinned = new ArrayList<>();

  /** How to take the running change back, in the order of doing. */
  private final List<Runnable> undo = new ArrayList<>();

  private final List<Runnable> followers = new ArrayList<>();

  private SpaceUsage usage;

  Transaction(MetadataReader reader, AllocationCache cache, SpaceUsage usage) {
    this.reader = reader;
    this.cache = cache;
    this.usage = usage;
  }

  /** Space leased, the changes of this transaction included. */
  public SpaceUsage usage() {
    return usage;
  }

  /** Sets sums right that were found to be too small by that much. */
  public void correctUsage(SpaceUsage error) {
    SpaceUsage before = usage;
    usage = before.minus(SpaceUsage.NONE.minus(error));
    undo.add(() -> usage = before);
  }

  /**
   * The allocation in any state, for the time of this transaction; null if there is none. Its
   * {@link Allocation#pending} tells what this transaction made of it.
   */
  public @Nullable Allocation find(long id) throws SQLException {
    Allocation fresh = added.get(id);
    if (fresh != null) {
      return fresh;
    }
    Allocation allocation = cache.pin(id);
    if (allocation != null) {
      pinned.add(allocation);
    }
    return allocation;
  }

  /**
   * The first allocations of the selection, the changes of this transaction included; blocks for
   * the disk.
   */
  public List<AllocationRecord> list(Selection selection, int limit) throws SQLException {
    return reader.list(selection, limit, images);
  }

  /** Adds an allocation with an id of its own; others can find it after the commit. */
  public void insert(Allocation allocation) throws SQLException {
    AllocationRecord record = allocation.pending();
    put(Image.of(record));
    setUsage(usage.plus(record));
    added.put(allocation.id(), allocation);
    undo.add(() -> added.remove(allocation.id()));
  }

  /** Replaces the state of an allocation; not to remove it or to move it to the trash. */
  public void update(Allocation allocation, AllocationRecord next) throws SQLException {
    set(allocation, next, Image.of(next));
  }

  /** RENAME: from the commit on only the new keys open it (IBP spec 7.6). */
  public void replaceKeys(Allocation allocation, KeyHashes keys) throws SQLException {
    update(allocation, allocation.pending().withKeys(keys));
  }

  /** Moves an allocation into the trash; its aliases go. */
  public void trash(Allocation allocation, State bin) throws SQLException {
    if (!bin.isTrash()) {
      throw new IllegalArgumentException(bin + " is no trash");
    }
    deleteAliases(allocation);
    update(allocation, allocation.pending().withState(bin));
  }

  /** Removes an allocation and its aliases; its data file is noted for unlinking. */
  public void delete(Allocation allocation) throws SQLException {
    deleteAliases(allocation);
    remove(allocation);
  }

  private void remove(Allocation allocation) {
    AllocationRecord before = allocation.pending();
    set(allocation, before.withState(State.GONE), Image.gone(before.id(), !before.isAlias()));
  }

  private void deleteAliases(Allocation master) throws SQLException {
    // Looking for them costs as much as there are changes that the database does not have yet.
    if (master.pending().isAlias() || usage.aliases() == 0) {
      return;
    }
    long after = 0;
    List<AllocationRecord> aliases;
    do {
      aliases = list(Selection.aliases(master.id(), after), BATCH);
      for (AllocationRecord alias : aliases) {
        after = alias.id();
        Allocation found = find(after);
        if (found != null && !found.pending().isGone()) {
          remove(found);
        }
      }
    } while (aliases.size() == BATCH);
  }

  /** The data file of a deleted allocation is unlinked. */
  public void forgetDoomed(long id) throws SQLException {
    put(Image.gone(id, false));
  }

  private void set(Allocation allocation, AllocationRecord next, Image image) {
    AllocationRecord before = allocation.pending();
    put(image);
    setUsage(usage.minus(before).plus(next));
    allocation.setPending(next);
    touched.add(allocation);
    undo.add(() -> allocation.setPending(before));
  }

  private void put(Image image) {
    Image before = images.put(image.id(), image);
    undo.add(
        () -> {
          if (before == null) {
            images.remove(image.id());
          } else {
            images.put(image.id(), before);
          }
        });
  }

  private void setUsage(SpaceUsage next) {
    SpaceUsage before = usage;
    usage = next;
    undo.add(() -> usage = before);
  }

  /**
   * Runs that when others see the changes of this transaction, whether or not they turn out to
   * last; it must be quick and must not fail. To be called as the last step of a change.
   */
  public void whenCommitted(Runnable follower) {
    followers.add(follower);
  }

  /** What is to be written. */
  Collection<Image> images() {
    return images.values();
  }

  /** From here on {@link #undoChange} undoes. */
  void beginChange() {
    undo.clear();
  }

  void undoChange() {
    for (int i = undo.size() - 1; i >= 0; i--) {
      undo.get(i).run();
    }
    undo.clear();
  }

  /** Everything is durable: others see it now. */
  void commit(Overlay overlay) {
    for (Allocation each : added.values()) {
      if (!each.pending().isGone()) {
        cache.addPinned(each);
        pinned.add(each);
      }
    }
    images.values().forEach(overlay::put);
    touched.forEach(Allocation::commit);
    followers.forEach(Runnable::run);
    pinned.forEach(cache::unpin);
  }

  void rollback() {
    touched.forEach(Allocation::rollback);
    pinned.forEach(cache::unpin);
  }
}
