package org.datalogistics.depot.resource;

import java.util.Set;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.lease.LeasePolicy;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.IbpError;
import org.jspecify.annotations.Nullable;

/**
 * What a resource does at the moment: what its operator wants, as far as its disk lets it. Safe for
 * use by many threads.
 */
final class Availability implements LeasePolicy {
  private volatile ResourceState wanted = ResourceState.READ_WRITE;
  private volatile AccessMode access = AccessMode.ALL;
  private volatile boolean low;
  private volatile boolean leaving;
  private volatile @Nullable String fault;

  /** What it serves. */
  ResourceState state() {
    return fault == null && !leaving ? wanted : ResourceState.OFFLINE;
  }

  void want(ResourceState state) {
    wanted = state;
  }

  /** It is about to be closed: nothing new begins. */
  void leave() {
    leaving = true;
  }

  boolean isLeaving() {
    return leaving;
  }

  AccessMode access() {
    return access;
  }

  void setAccess(AccessMode mode) {
    access = mode;
  }

  /** Whether the file system is nearly full. */
  boolean isLow() {
    return low;
  }

  void setLow(boolean isLow) {
    low = isLow;
  }

  /** Why it is offline against its operator's will; null if it is not. */
  @Nullable String fault() {
    return fault;
  }

  /** Takes it offline until it is opened anew; false if it was already. */
  synchronized boolean fail(String reason) {
    boolean first = fault == null;
    if (first) {
      fault = reason;
    }
    return first;
  }

  @Override
  public boolean leases() {
    return state().leases();
  }

  @Override
  public boolean prolongs() {
    return state().prolongs();
  }

  /**
   * Checks that space may be leased.
   *
   * @throws RefusedException -23, or -19 if the file system is nearly full
   */
  void requireLeasing() throws RefusedException {
    if (!leases()) {
      throw new RefusedException(IbpError.RSRC_UNAVAIL, "the resource is " + state());
    }
    requireRoom();
  }

  /**
   * Checks that a command may use an allocation.
   *
   * @param kinds the kinds of key that it takes
   * @throws RefusedException -23 offline, -15 to -17 without that access or not to be written, -19
   *     an upload onto a file system that is nearly full
   */
  void require(Set<CapabilityKind> kinds) throws RefusedException {
    ResourceState state = state();
    if (!state.serves()) {
      throw new RefusedException(IbpError.RSRC_UNAVAIL, "the resource is offline");
    }
    access.require(kinds);
    if (kinds.contains(CapabilityKind.WRITE) && !kinds.contains(CapabilityKind.MANAGE)) {
      if (!state.writes()) {
        throw new RefusedException(IbpError.FILE_WRITE, "the resource is " + state);
      }
      requireRoom();
    }
  }

  private void requireRoom() throws RefusedException {
    if (low) {
      throw new RefusedException(
          IbpError.WOULD_EXCEED_LIMIT, "the file system of the resource is nearly full");
    }
  }
}
