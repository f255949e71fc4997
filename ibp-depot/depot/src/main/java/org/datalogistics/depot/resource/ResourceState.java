package org.datalogistics.depot.resource;

import org.datalogistics.depot.lease.LeasePolicy;

/** What a resource serves, as its operator wants it. */
public enum ResourceState implements LeasePolicy {
  /** Everything. */
  READ_WRITE,
  /** Reading, renewing and deleting; nothing new is leased or uploaded. */
  READ_ONLY,
  /**
   * To become empty: reading and writing within the leases there are, up to their present ends;
   * nothing new is leased, grown or prolonged.
   */
  DRAINING,
  /** Nothing. */
  OFFLINE;

  @Override
  public boolean leases() {
    return this == READ_WRITE;
  }

  @Override
  public boolean prolongs() {
    return this == READ_WRITE || this == READ_ONLY;
  }

  /** Whether allocations take bytes. */
  public boolean writes() {
    return this == READ_WRITE || this == DRAINING;
  }

  /** Whether allocations can be read and managed. */
  public boolean serves() {
    return this != OFFLINE;
  }
}
