package org.datalogistics.depot.allocation;

import java.util.concurrent.atomic.AtomicBoolean;

/** The right to use an allocation until it is closed; keeps it in memory. */
public final class AllocationHandle implements AutoCloseable {
  private final Allocation allocation;
  private final AllocationCache cache;
  private final AtomicBoolean closed = new AtomicBoolean();

  public AllocationHandle(Allocation allocation, AllocationCache cache) {
    this.allocation = allocation;
    this.cache = cache;
  }

  public Allocation allocation() {
    return allocation;
  }

  /** Gives the allocation back; a second call does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      cache.unpin(allocation);
    }
  }
}
