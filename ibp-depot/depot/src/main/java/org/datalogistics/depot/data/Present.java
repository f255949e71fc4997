package org.datalogistics.depot.data;

import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.ibp.IbpError;

/** Whether an allocation can be used. */
final class Present {
  private Present() {}

  /** Its state; fails with -4 if it is gone or in the trash. */
  static AllocationRecord require(Allocation allocation) throws RefusedException {
    AllocationRecord record = allocation.committed();
    if (!record.isLive()) {
      throw new RefusedException(IbpError.CAP_NOT_FOUND, "deleted");
    }
    return record;
  }
}
