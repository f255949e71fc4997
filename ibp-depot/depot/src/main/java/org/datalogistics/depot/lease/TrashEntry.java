package org.datalogistics.depot.lease;

import org.datalogistics.depot.allocation.AllocationRecord;

/**
 * An allocation in the trash.
 *
 * @param trashId its name there: the second since 1970 when it came in, and its id (IBP spec 5)
 * @param maxSize bytes it takes
 * @param size bytes stored
 */
public record TrashEntry(String trashId, long maxSize, long size) {
  static TrashEntry of(AllocationRecord record) {
    return new TrashEntry(id(record), record.maxSize(), record.size());
  }

  /** The trash id that it has. */
  static String id(AllocationRecord record) {
    return record.state().trashedAt() / 1000 + "_" + Long.toUnsignedString(record.id());
  }
}
