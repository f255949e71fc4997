package org.datalogistics.depot.allocation;

/**
 * One allocation while it is in use: its committed state, and who is writing.
 *
 * <p>{@link #committed} may be read by any thread. {@code pending} is guarded by the metadata
 * writer's lock.
 */
public final class Allocation {
  private final long id;
  private volatile AllocationRecord committed;
  private AllocationRecord pending;

  private final Claims claims = new Claims();

  /** Users of this object, guarded by the cache's map; it may be dropped at 0. */
  public int pins;

  /** Set at each use, cleared by the cache's sweep. */
  public boolean recentlyUsed = true;

  public Allocation(AllocationRecord record) {
    this.id = record.id();
    this.committed = record;
    this.pending = record;
  }

  public long id() {
    return id;
  }

  public AllocationRecord committed() {
    return committed;
  }

  /**
   * Holders of the metadata writer's lock only: the state that the running transaction has reached.
   */
  public AllocationRecord pending() {
    return pending;
  }

  /** Holders of the metadata writer's lock only. */
  public void setPending(AllocationRecord record) {
    pending = record;
  }

  /** Holders of the metadata writer's lock only: the transaction is durable. */
  public void commit() {
    committed = pending;
  }

  /** Holders of the metadata writer's lock only: the transaction failed. */
  public void rollback() {
    pending = committed;
  }

  /** Who changes the bytes. */
  public Claims claims() {
    return claims;
  }
}
