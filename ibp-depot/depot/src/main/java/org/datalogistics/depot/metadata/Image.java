package org.datalogistics.depot.metadata;

import org.datalogistics.depot.allocation.AllocationRecord;
import org.jspecify.annotations.Nullable;

/**
 * All that the metadata says of one id.
 *
 * @param record the allocation; null if there is none
 * @param doomed whether the data file of an allocation that went is to be unlinked
 */
record Image(long id, @Nullable AllocationRecord record, boolean doomed) {
  static Image of(AllocationRecord record) {
    return new Image(record.id(), record, false);
  }

  static Image gone(long id, boolean doomed) {
    return new Image(id, null, doomed);
  }
}
