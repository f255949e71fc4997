package org.datalogistics.depot.lease;

import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.allocation.SpaceUsage;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.Reliability;

/**
 * What a lease may be and become on a resource: pure decisions over its limits (IBP spec 5, 7.5).
 */
public final class LeaseRules {
  private final SpaceLimits space;
  private final LeaseTerms terms;

  public LeaseRules(SpaceLimits space, LeaseTerms terms) {
    this.space = space;
    this.terms = terms;
  }

  /** Seconds of a new lease. */
  public long grantedSeconds(long asked) throws RefusedException {
    long longest = terms.maxDuration().toSeconds();
    if (asked > longest) {
      throw new RefusedException(
          IbpError.LONG_DURATION, "a lease of " + asked + " s, at most " + longest + " s");
    }
    return asked < 0 ? longest : asked;
  }

  /** Whether so many more bytes fit. */
  public boolean fits(SpaceUsage usage, Reliability reliability, long bytes) {
    boolean total = bytes <= space.size() - usage.total();
    boolean hard = reliability == Reliability.SOFT || bytes <= space.hardSize() - usage.hard();
    return total && hard;
  }

  /** The state after CHNG: everything or nothing. */
  public AllocationRecord changed(
      AllocationRecord now, SpaceUsage usage, IbpCommand.Change change, long nowMillis)
      throws RefusedException {
    if (change.maxSize() < now.size()) {
      throw new RefusedException(IbpError.WOULD_DAMAGE_DATA, "smaller than the stored data");
    }
    long expiresAt = now.expiresAt();
    if (change.durationSeconds() > terms.maxDuration().toSeconds()) {
      throw new RefusedException(
          IbpError.WOULD_EXCEED_POLICY, "a lease of " + change.durationSeconds() + " s");
    }
    if (change.durationSeconds() > 0) {
      expiresAt = nowMillis + 1000 * change.durationSeconds();
    }
    Reliability asked = change.reliability();
    AllocationRecord next =
        now.withLease(change.maxSize(), expiresAt, asked == null ? now.reliability() : asked);
    requireRoom(now, next, usage, IbpError.WOULD_EXCEED_POLICY);
    return next;
  }

  /** The state after TRUNCATE. */
  public AllocationRecord truncated(AllocationRecord now, SpaceUsage usage, long maxSize)
      throws RefusedException {
    AllocationRecord next = now.withLease(maxSize, now.expiresAt(), now.reliability());
    requireRoom(now, next, usage, IbpError.WOULD_EXCEED_LIMIT);
    return next;
  }

  /** The state after INCR or DECR; marked deleted when nothing refers to it any more. */
  public AllocationRecord counted(AllocationRecord now, CapabilityKind counter, boolean increment) {
    int step = increment ? 1 : -1;
    int reads = now.readCount();
    int writes = now.writeCount();
    if (counter == CapabilityKind.READ) {
      reads = bounded((long) reads + step);
    } else {
      writes = bounded((long) writes + step);
    }
    AllocationRecord next = now.withCounts(reads, writes);
    return !increment && reads == 0 && writes == 0 ? next.gone() : next;
  }

  private void requireRoom(
      AllocationRecord now, AllocationRecord next, SpaceUsage usage, IbpError error)
      throws RefusedException {
    boolean asksForMore =
        next.maxSize() > now.maxSize()
            || (next.reliability() == Reliability.HARD && now.reliability() == Reliability.SOFT);
    SpaceUsage without = usage.plus(now.reliability(), -now.maxSize(), -1);
    if (asksForMore && !fits(without, next.reliability(), next.maxSize())) {
      throw new RefusedException(error, "no room for " + next.maxSize() + " bytes");
    }
  }

  private static int bounded(long count) {
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, count));
  }
}
