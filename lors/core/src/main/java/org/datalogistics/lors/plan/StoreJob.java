package org.datalogistics.lors.plan;

import org.datalogistics.ibp.DepotAddress;

/** One attempt to store one copy of a block on a depot. Compared by identity of the attempt. */
public final class StoreJob {
  private final DepotAddress depot;
  private final String why;
  private final boolean second;
  private final long started;
  final UploadScheduler.Copy copy;

  /** Whether the depot has made the allocation. */
  boolean allocated;

  /** Whether its depot counts it as late. */
  boolean late;

  StoreJob(
      DepotAddress depot, String why, boolean second, long started, UploadScheduler.Copy copy) {
    this.depot = depot;
    this.why = why;
    this.second = second;
    this.started = started;
    this.copy = copy;
  }

  /** The block. */
  public UploadBlock block() {
    return copy.block.block;
  }

  /** Where to store it. */
  public DepotAddress depot() {
    return depot;
  }

  /** Why there, for people. */
  public String why() {
    return why;
  }

  /** Whether another attempt for the same copy is under way, but late. */
  public boolean isSecond() {
    return second;
  }

  /** When it was decided. */
  public long started() {
    return started;
  }

  /** Whether the depot has not made the allocation yet. */
  public boolean isAllocating() {
    return !allocated;
  }

  @Override
  public String toString() {
    return "block " + block().index() + " on " + depot;
  }
}
