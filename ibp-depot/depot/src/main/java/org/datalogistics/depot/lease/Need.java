package org.datalogistics.depot.lease;

import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.SpaceUsage;
import org.datalogistics.ibp.Reliability;

/**
 * Room that a change needs; with nothing above 0 it always has it.
 *
 * @param bytes more bytes of the resource
 * @param hardBytes more bytes of what hard allocations may take
 * @param revokesSoft whether soft allocations give way
 */
record Need(long bytes, long hardBytes, boolean revokesSoft) {
  /** Of a new allocation. */
  static Need of(AllocationRecord added) {
    long charge = added.charge();
    boolean hard = isHard(added);
    return new Need(charge, hard ? charge : 0, hard);
  }

  /** To go from one state to another. */
  static Need of(AllocationRecord before, AllocationRecord after) {
    return new Need(
        after.charge() - before.charge(), hardCharge(after) - hardCharge(before), isHard(after));
  }

  /** Both. */
  Need plus(Need other) {
    return new Need(
        bytes + other.bytes, hardBytes + other.hardBytes, revokesSoft || other.revokesSoft);
  }

  /** Bytes of the resource that are lacking, trash being in the way; 0 or less for none. */
  long lacking(SpaceLimits space, SpaceUsage usage) {
    return bytes <= 0 ? 0 : bytes - (space.size() - usage.total() - usage.trash());
  }

  /** Bytes for hard allocations that are lacking; 0 or less for none. */
  long lackingHard(SpaceLimits space, SpaceUsage usage) {
    return hardBytes <= 0 ? 0 : hardBytes - (space.hardSize() - usage.hard());
  }

  boolean fits(SpaceLimits space, SpaceUsage usage) {
    return lacking(space, usage) <= 0 && lackingHard(space, usage) <= 0;
  }

  private static boolean isHard(AllocationRecord record) {
    return record.lease().reliability() == Reliability.HARD;
  }

  private static long hardCharge(AllocationRecord record) {
    return isHard(record) && record.isLive() ? record.charge() : 0;
  }
}
