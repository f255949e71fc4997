package org.datalogistics.depot.allocation;

import java.sql.SQLException;
import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The allocations in use, and recently used ones up to a limit. One object per allocation at any
 * time: whoever holds a pin sees every change, and it is dropped only without pins.
 */
public final class AllocationCache {
  /** Where allocations are looked up that are not in memory. */
  public interface Source {
    /** The committed state, or null if there is no such allocation. */
    @Nullable AllocationRecord find(long id) throws SQLException;

    /** Called after a failed look-up, before the next one. */
    void reconnect() throws SQLException;
  }

  private final ConcurrentHashMap<Long, Allocation> byId = new ConcurrentHashMap<>();
  private final Source reader;
  private final int limit;

  /**
   * @param reader used by one thread at a time
   * @param limit how many unused allocations may stay, about
   */
  public AllocationCache(Source reader, int limit) {
    this.reader = reader;
    this.limit = limit;
  }

  /** Pins the allocation if it is in memory. */
  public @Nullable Allocation pinIfPresent(long id) {
    return byId.computeIfPresent(
        id,
        (key, allocation) -> {
          pin(allocation);
          return allocation;
        });
  }

  /**
   * Pins the allocation, reading it from disk if need be; null if there is none.
   *
   * @throws SQLException if the metadata can not be read
   */
  public @Nullable Allocation pin(long id) throws SQLException {
    Allocation present = pinIfPresent(id);
    if (present != null) {
      return present;
    }
    SQLException[] failure = new SQLException[1];
    Allocation loaded =
        byId.compute(
            id,
            (key, existing) -> {
              if (existing != null) {
                pin(existing);
                return existing;
              }
              try {
                AllocationRecord record = load(id);
                if (record == null) {
                  return null;
                }
                Allocation allocation = new Allocation(record);
                pin(allocation);
                return allocation;
              } catch (SQLException e) {
                failure[0] = e;
                return null;
              }
            });
    if (failure[0] != null) {
      throw failure[0];
    }
    shrink();
    return loaded;
  }

  /** Takes in a new allocation, pinned. */
  public void addPinned(Allocation allocation) {
    byId.compute(
        allocation.id(),
        (key, existing) -> {
          pin(allocation);
          return allocation;
        });
    shrink();
  }

  public void unpin(Allocation allocation) {
    byId.compute(
        allocation.id(),
        (key, existing) -> {
          allocation.pins--;
          return allocation.pins == 0 && allocation.committed().isGone() ? null : existing;
        });
  }

  /** How many allocations somebody uses. */
  public long pinned() {
    return byId.values().stream().filter(allocation -> allocation.pins > 0).count();
  }

  /** Drops a deleted allocation unless somebody still holds it; then its last unpin does. */
  public void forget(long id) {
    byId.computeIfPresent(id, (key, existing) -> existing.pins == 0 ? null : existing);
  }

  private static void pin(Allocation allocation) {
    allocation.pins++;
    allocation.recentlyUsed = true;
  }

  private @Nullable AllocationRecord load(long id) throws SQLException {
    synchronized (reader) {
      try {
        return reader.find(id);
      } catch (SQLException e) {
        reader.reconnect();
        throw e;
      }
    }
  }

  /** Drops what is neither pinned nor was used since the last sweep. */
  private void shrink() {
    if (byId.size() <= limit) {
      return;
    }
    int surplus = byId.size() - limit + limit / 16;
    Iterator<Long> ids = byId.keySet().iterator();
    while (surplus > 0 && ids.hasNext()) {
      boolean dropped =
          byId.computeIfPresent(
                  ids.next(),
                  (key, allocation) -> {
                    if (allocation.pins > 0) {
                      return allocation;
                    }
                    if (allocation.recentlyUsed) {
                      allocation.recentlyUsed = false;
                      return allocation;
                    }
                    return null;
                  })
              == null;
      surplus -= dropped ? 1 : 0;
    }
  }
}
