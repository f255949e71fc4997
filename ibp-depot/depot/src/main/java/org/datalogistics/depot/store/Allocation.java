package org.datalogistics.depot.store;

/**
 * One allocation while it is in use: its committed state, and who is writing.
 *
 * <p>{@link #committed} may be read by any thread. {@code pending} is guarded by the metadata
 * writer's lock.
 */
final class Allocation {
  private final long id;
  private volatile AllocationRecord committed;
  private AllocationRecord pending;

  private final Claims claims = new Claims();

  /** Users of this object, guarded by the cache's map; it may be dropped at 0. */
  int pins;

  /** Set at each use, cleared by the cache's sweep. */
  boolean recentlyUsed = true;

  Allocation(AllocationRecord record) {
    this.id = record.id();
    this.committed = record;
    this.pending = record;
  }

  long id() {
    return id;
  }

  AllocationRecord committed() {
    return committed;
  }

  /**
   * Holders of the metadata writer's lock only: the state that the running transaction has reached.
   */
  AllocationRecord pending() {
    return pending;
  }

  /** Holders of the metadata writer's lock only. */
  void setPending(AllocationRecord record) {
    pending = record;
  }

  /** Holders of the metadata writer's lock only: the transaction is durable. */
  void commit() {
    committed = pending;
  }

  /** Holders of the metadata writer's lock only: the transaction failed. */
  void rollback() {
    pending = committed;
  }

  /** Who changes the bytes. */
  Claims claims() {
    return claims;
  }
}
