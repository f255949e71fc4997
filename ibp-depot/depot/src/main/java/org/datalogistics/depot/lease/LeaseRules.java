package org.datalogistics.depot.lease;

import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.Lease;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.Reliability;

/**
 * What a lease may be and become on a resource, apart from whether there is room: pure decisions
 * over its limits (IBP spec 5, 7.1, 7.5).
 */
final class LeaseRules {
  private final SpaceLimits space;
  private final LeaseTerms terms;

  /**
   * @param space with sizes found out
   */
  LeaseRules(SpaceLimits space, LeaseTerms terms) {
    this.space = space;
    this.terms = terms;
  }

  /** The lease of a new allocation. */
  Lease granted(Reliability reliability, long size, long durationSeconds, long now)
      throws RefusedException {
    if (size > space.largest()) {
      throw new RefusedException(
          IbpError.WOULD_EXCEED_LIMIT,
          "an allocation of " + size + " bytes, at most " + space.largest());
    }
    return Lease.granted(reliability, size, now + 1000 * grantedSeconds(durationSeconds));
  }

  /**
   * Seconds of a new lease.
   *
   * @param asked negative for the longest
   */
  long grantedSeconds(long asked) throws RefusedException {
    long longest = terms.maxDuration().toSeconds();
    if (asked > longest) {
      throw new RefusedException(
          IbpError.LONG_DURATION, "a lease of " + asked + " s, at most " + longest + " s");
    }
    return asked < 0 ? longest : asked;
  }

  /** The state after CHNG: everything or nothing. */
  AllocationRecord changed(
      AllocationRecord now, IbpCommand.Change change, LeasePolicy policy, long nowMillis)
      throws RefusedException {
    boolean resized = change.maxSize() != now.maxSize();
    if (change.maxSize() < now.size() || (resized && isRing(now))) {
      throw new RefusedException(
          IbpError.WOULD_DAMAGE_DATA, "to " + change.maxSize() + " bytes, data would be lost");
    }
    if (change.durationSeconds() > terms.maxDuration().toSeconds()) {
      throw new RefusedException(
          IbpError.WOULD_EXCEED_POLICY, "a lease of " + change.durationSeconds() + " s");
    }
    Lease lease = now.lease().withMaxSize(change.maxSize());
    if (change.durationSeconds() > 0) {
      lease = lease.withExpiresAt(nowMillis + 1000 * change.durationSeconds());
    }
    Reliability asked = change.reliability();
    if (asked != null) {
      lease = lease.withReliability(asked);
    }
    AllocationRecord next = now.withLease(lease);
    require(now, next, policy, IbpError.WOULD_EXCEED_POLICY);
    return next;
  }

  /** The state after TRUNCATE. */
  AllocationRecord truncated(AllocationRecord now, long maxSize, LeasePolicy policy)
      throws RefusedException {
    if (maxSize != now.maxSize() && isRing(now)) {
      throw new RefusedException(IbpError.WOULD_DAMAGE_DATA, "a " + now.type() + " keeps its size");
    }
    AllocationRecord next = resized(now, maxSize);
    require(now, next, policy, IbpError.WOULD_EXCEED_LIMIT);
    return next;
  }

  /**
   * With another leased size; what is stored behind it is cut off.
   *
   * @throws RefusedException -22 if its type keeps its size
   */
  AllocationRecord resizedForOthers(AllocationRecord now, long maxSize) throws RefusedException {
    if (isRing(now)) {
      throw new RefusedException(
          IbpError.TYPE_NOT_SUPPORTED, "a " + now.type() + " keeps its size");
    }
    if (maxSize < 0 || (maxSize > now.maxSize() && maxSize > space.largest())) {
      throw new RefusedException(IbpError.WOULD_EXCEED_LIMIT, "not to " + maxSize + " bytes");
    }
    return resized(now, maxSize);
  }

  private static AllocationRecord resized(AllocationRecord now, long maxSize) {
    AllocationRecord next = now.withLease(now.lease().withMaxSize(maxSize));
    return maxSize < now.size() ? next.withContents(now.contents().withSize(maxSize)) : next;
  }

  private void require(
      AllocationRecord now, AllocationRecord next, LeasePolicy policy, IbpError tooLarge)
      throws RefusedException {
    boolean grows = next.maxSize() > now.maxSize();
    if (grows && next.maxSize() > space.largest()) {
      throw new RefusedException(
          tooLarge, "to " + next.maxSize() + " bytes, at most " + space.largest());
    }
    if (grows && !policy.leases()) {
      throw new RefusedException(IbpError.RSRC_UNAVAIL, "the resource leases no more space");
    }
    if (next.lease().expiresAt() > now.lease().expiresAt() && !policy.prolongs()) {
      throw new RefusedException(IbpError.RSRC_UNAVAIL, "the resource prolongs no lease");
    }
  }

  private static boolean isRing(AllocationRecord record) {
    return record.type() == AllocationType.FIFO || record.type() == AllocationType.CIRQ;
  }
}
