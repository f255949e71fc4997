package org.datalogistics.lors.plan;

import org.datalogistics.ibp.DepotAddress;

/** One attempt to store one copy of a block on a depot. Compared by identity of the attempt. */
public final class StoreJob {
  private final int block;
  private final DepotAddress depot;
  final UploadScheduler.Copy copy;

  StoreJob(int block, DepotAddress depot, UploadScheduler.Copy copy) {
    this.block = block;
    this.depot = depot;
    this.copy = copy;
  }

  /** Index of the block. */
  public int block() {
    return block;
  }

  /** Where to store it. */
  public DepotAddress depot() {
    return depot;
  }

  @Override
  public String toString() {
    return "block " + block + " on " + depot;
  }
}
