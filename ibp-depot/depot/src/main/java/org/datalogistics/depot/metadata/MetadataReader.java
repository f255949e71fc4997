package org.datalogistics.depot.metadata;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.datalogistics.depot.allocation.AllocationCache;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.jspecify.annotations.Nullable;

/**
 * Looks allocations up: what is committed last, be it in the database yet or not. Look-ups by id
 * and lists have a connection each, so that they do not wait for one another.
 */
final class MetadataReader implements AllocationCache.Source, AutoCloseable {
  private final Overlay overlay;
  private final MetadataDb lookups;
  private final MetadataDb lists;

  /** Takes the connections over. */
  MetadataReader(Overlay overlay, MetadataDb lookups, MetadataDb lists) {
    this.overlay = overlay;
    this.lookups = lookups;
    this.lists = lists;
  }

  @Override
  public @Nullable AllocationRecord find(long id) throws SQLException {
    // First what is newer: it leaves the overlay only when the database has it.
    Image image = overlay.find(id);
    if (image != null) {
      return image.record();
    }
    synchronized (lookups) {
      return lookups.find(id);
    }
  }

  @Override
  public void reconnect() throws SQLException {
    synchronized (lookups) {
      lookups.reconnect();
    }
  }

  /**
   * The first allocations of the selection.
   *
   * @param newest images that are newer than all that is committed
   */
  List<AllocationRecord> list(Selection selection, int limit, Map<Long, Image> newest)
      throws SQLException {
    synchronized (lists) {
      try {
        return lists.list(selection, limit, overlay.view(newest));
      } catch (SQLException e) {
        lists.reconnect();
        throw e;
      }
    }
  }

  @Override
  public void close() throws SQLException {
    synchronized (lookups) {
      lookups.close();
    }
    synchronized (lists) {
      lists.close();
    }
  }
}
