package org.datalogistics.depot.metadata;

import java.sql.SQLException;
import java.util.ArrayList;
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
 * writer's lock. A change first checks, then writes: once it wrote it must not refuse.
 */
public final class Transaction {
  /** Aliases that are looked up at a time. */
  private static final int BATCH = 256;

  private final MetadataDb db;
  private final AllocationCache cache;
  private final Map<Long, Allocation> added = new LinkedHashMap<>();
  private final Set<Allocation> touched = new LinkedHashSet<>();
  private final List<Allocation> pinned = new ArrayList<>();
  private final SpaceUsage usageBefore;
  private SpaceUsage usage;

  Transaction(MetadataDb db, AllocationCache cache, SpaceUsage usage) {
    this.db = db;
    this.cache = cache;
    this.usageBefore = usage;
    this.usage = usage;
  }

  /** Space leased, the changes of this transaction included. */
  public SpaceUsage usage() {
    return usage;
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
    return db.list(selection, limit);
  }

  /** Adds an allocation that the database does not have; others can find it after the commit. */
  public void insert(Allocation allocation) throws SQLException {
    AllocationRecord record = allocation.pending();
    db.put(record);
    usage = usage.plus(record);
    added.put(allocation.id(), allocation);
  }

  /** Replaces the state of an allocation; not to remove it or to move it to the trash. */
  public void update(Allocation allocation, AllocationRecord next) throws SQLException {
    AllocationRecord before = allocation.pending();
    db.put(next);
    usage = usage.minus(before).plus(next);
    allocation.setPending(next);
    touched.add(allocation);
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

  private void remove(Allocation allocation) throws SQLException {
    AllocationRecord before = allocation.pending();
    db.delete(before.id());
    if (!before.isAlias()) {
      db.doom(before.id());
    }
    usage = usage.minus(before);
    allocation.setPending(before.withState(State.GONE));
    touched.add(allocation);
  }

  private void deleteAliases(Allocation master) throws SQLException {
    if (master.pending().isAlias()) {
      return;
    }
    List<AllocationRecord> aliases;
    do {
      aliases = db.list(Selection.aliases(master.id()), BATCH);
      for (AllocationRecord alias : aliases) {
        Allocation found = find(alias.id());
        if (found != null && !found.pending().isGone()) {
          remove(found);
        }
      }
    } while (!aliases.isEmpty());
  }

  /** The data file of a deleted allocation is unlinked. */
  public void forgetDoomed(long id) throws SQLException {
    db.forgetDoomed(id);
  }

  void commit() throws SQLException {
    if (!usage.equals(usageBefore)) {
      db.setUsage(usage);
    }
    db.commit();
    touched.forEach(Allocation::commit);
    added.values().stream().filter(each -> !each.committed().isGone()).forEach(cache::add);
    pinned.forEach(cache::unpin);
  }

  void rollback() throws SQLException {
    touched.forEach(Allocation::rollback);
    pinned.forEach(cache::unpin);
    db.reconnect();
  }
}
