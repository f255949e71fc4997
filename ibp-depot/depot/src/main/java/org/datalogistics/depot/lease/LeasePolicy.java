package org.datalogistics.depot.lease;

/** What the operator of a resource allows at the moment. */
public interface LeasePolicy {
  /** Whether space can be leased: new allocations, and growth of those there are. */
  boolean leases();

  /** Whether leases can be prolonged. */
  boolean prolongs();
}
