package org.datalogistics.depot.lease;

import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.Lease;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.allocation.SpaceUsage;
import org.datalogistics.depot.allocation.State;
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
    long expiresAt = now.lease().expiresAt();
    if (change.durationSeconds() > terms.maxDuration().toSeconds()) {
      throw new RefusedException(
          IbpError.WOULD_EXCEED_POLICY, "a lease of " + change.durationSeconds() + " s");
    }
    if (change.durationSeconds() > 0) {
      expiresAt = nowMillis + 1000 * change.durationSeconds();
    }
    Reliability asked = change.reliability();
    Lease lease = now.lease().withMaxSize(change.maxSize()).withExpiresAt(expiresAt);
    AllocationRecord next = now.withLease(asked == null ? lease : lease.withReliability(asked));
    requireRoom(now, next, usage, IbpError.WOULD_EXCEED_POLICY);
    return next;
  }

  /** The state after TRUNCATE. */
  public AllocationRecord truncated(AllocationRecord now, SpaceUsage usage, long maxSize)
      throws RefusedException {
    AllocationRecord next = now.withLease(now.lease().withMaxSize(maxSize));
    if (now.size() > maxSize) {
      next = next.withContents(now.contents().withSize(maxSize));
    }
    requireRoom(now, next, usage, IbpError.WOULD_EXCEED_LIMIT);
    return next;
  }

  /** The state after INCR or DECR; marked deleted when nothing refers to it any more. */
  public AllocationRecord counted(AllocationRecord now, CapabilityKind counter, boolean increment) {
    AllocationRecord next = now.withLease(now.lease().counted(counter, increment));
    return !increment && !next.lease().isReferenced() ? next.withState(State.GONE) : next;
  }

  private void requireRoom(
      AllocationRecord now, AllocationRecord next, SpaceUsage usage, IbpError error)
      throws RefusedException {
    boolean hardens =
        next.lease().reliability() == Reliability.HARD
            && now.lease().reliability() == Reliability.SOFT;
    if ((next.charge() > now.charge() || hardens)
        && !fits(usage.minus(now), next.lease().reliability(), next.charge())) {
      throw new RefusedException(error, "no room for " + next.maxSize() + " bytes");
    }
  }
}
