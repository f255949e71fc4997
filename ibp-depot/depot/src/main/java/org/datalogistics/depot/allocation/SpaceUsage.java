package org.datalogistics.depot.allocation;

import org.datalogistics.ibp.Reliability;

/**
 * What the allocations of a resource take together, charged by leased size.
 *
 * @param hard bytes of hard allocations
 * @param soft bytes of soft allocations
 * @param allocations how many there are, apart from aliases and trash
 * @param aliases how many there are
 * @param trash bytes of allocations in the trash; in neither {@code hard} nor {@code soft}
 * @param trashed how many are in the trash
 * @param damaged how many, outside the trash, have a damaged block
 */
public record SpaceUsage(
    long hard, long soft, long allocations, long aliases, long trash, long trashed, long damaged) {
  public static final SpaceUsage NONE = new SpaceUsage(0, 0, 0, 0, 0, 0, 0);

  /** Only leased space. */
  public static SpaceUsage leased(long hard, long soft, long allocations) {
    return new SpaceUsage(hard, soft, allocations, 0, 0, 0, 0);
  }

  /** Bytes leased. */
  public long total() {
    return hard + soft;
  }

  /** With that allocation, as its state says. */
  public SpaceUsage plus(AllocationRecord record) {
    return changed(record, 1);
  }

  /** Without that allocation. */
  public SpaceUsage minus(AllocationRecord record) {
    return changed(record, -1);
  }

  public SpaceUsage minus(SpaceUsage other) {
    return new SpaceUsage(
        hard - other.hard,
        soft - other.soft,
        allocations - other.allocations,
        aliases - other.aliases,
        trash - other.trash,
        trashed - other.trashed,
        damaged - other.damaged);
  }

  private SpaceUsage changed(AllocationRecord record, int sign) {
    long bytes = sign * record.charge();
    if (record.state().isTrash()) {
      return new SpaceUsage(
          hard, soft, allocations, aliases, trash + bytes, trashed + sign, damaged);
    } else if (record.isGone()) {
      return this;
    } else if (record.isAlias()) {
      return new SpaceUsage(hard, soft, allocations, aliases + sign, trash, trashed, damaged);
    }
    boolean isHard = record.lease().reliability() == Reliability.HARD;
    return new SpaceUsage(
        isHard ? hard + bytes : hard,
        isHard ? soft : soft + bytes,
        allocations + sign,
        aliases,
        trash,
        trashed,
        record.protection().damaged() ? damaged + sign : damaged);
  }
}
