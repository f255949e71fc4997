package org.datalogistics.depot.allocation;

import org.datalogistics.ibp.Reliability;

/**
 * Space leased on a resource, charged by leased size.
 *
 * @param hard bytes of hard allocations
 * @param soft bytes of soft allocations
 * @param allocations how many there are
 */
public record SpaceUsage(long hard, long soft, long allocations) {
  public static final SpaceUsage NONE = new SpaceUsage(0, 0, 0);

  /** Bytes of all allocations. */
  public long total() {
    return hard + soft;
  }

  public SpaceUsage plus(Reliability reliability, long bytes, int count) {
    return reliability == Reliability.HARD
        ? new SpaceUsage(hard + bytes, soft, allocations + count)
        : new SpaceUsage(hard, soft + bytes, allocations + count);
  }

  public SpaceUsage minus(SpaceUsage other) {
    return new SpaceUsage(hard - other.hard, soft - other.soft, allocations - other.allocations);
  }
}
