package org.datalogistics.depot.metadata;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.SpaceUsage;

/**
 * What a change to the metadata may do; spans the changes of one group commit, under the metadata
 * writer's lock. A change first checks, then writes: once it wrote it must not refuse.
 */
public final class Transaction {
  private final MetadataDb db;
  private final Set<Allocation> touched = new LinkedHashSet<>();
  private SpaceUsage usage;

  public Transaction(MetadataDb db, SpaceUsage usage) {
    this.db = db;
    this.usage = usage;
  }

  /** Space leased, the changes of this transaction included. */
  public SpaceUsage usage() {
    return usage;
  }

  /** Adds an allocation that the database does not have. */
  public void insert(Allocation allocation) throws SQLException {
    AllocationRecord record = allocation.pending();
    db.insert(record);
    usage = usage.plus(record.reliability(), record.maxSize(), 1);
  }

  /** Replaces the state of an allocation. */
  public void update(Allocation allocation, AllocationRecord next) throws SQLException {
    AllocationRecord before = allocation.pending();
    db.update(next);
    usage =
        usage
            .plus(before.reliability(), -before.maxSize(), 0)
            .plus(next.reliability(), next.maxSize(), 0);
    allocation.setPending(next);
    touched.add(allocation);
  }

  /** Removes an allocation; its data file is noted for unlinking. */
  public void delete(Allocation allocation) throws SQLException {
    AllocationRecord before = allocation.pending();
    db.delete(before.id());
    usage = usage.plus(before.reliability(), -before.maxSize(), -1);
    allocation.setPending(before.gone());
    touched.add(allocation);
  }

  /** The data file of a deleted allocation is unlinked. */
  public void forgetDoomed(long id) throws SQLException {
    db.forgetDoomed(id);
  }

  /** Ids of committed allocations whose lease ended by then, the longest ended first. */
  public List<Long> expired(long byMillis, int limit) throws SQLException {
    return db.expired(byMillis, limit);
  }

  /** Space of committed allocations whose lease ended by then. */
  public SpaceUsage endedUsage(long byMillis) throws SQLException {
    return db.endedUsage(byMillis);
  }

  public void commit() throws SQLException {
    db.commit();
    touched.forEach(Allocation::commit);
  }

  public void rollback() throws SQLException {
    touched.forEach(Allocation::rollback);
    db.reconnect();
  }
}
