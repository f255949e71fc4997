package org.datalogistics.depot.allocation;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The right to use an allocation until it is closed; keeps it in memory. */
public final class AllocationHandle implements AutoCloseable {
  private final Allocation allocation;
  private final @Nullable Allocation alias;
  private final AllocationCache cache;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile @Nullable Runnable ending;

  public AllocationHandle(Allocation allocation, AllocationCache cache) {
    this(allocation, null, cache);
  }

  /**
   * @param alias through which it is used; null for none
   */
  public AllocationHandle(
      Allocation allocation, @Nullable Allocation alias, AllocationCache cache) {
    this.allocation = allocation;
    this.alias = alias;
    this.cache = cache;
  }

  /** The one that has the bytes: for an alias its master. */
  public Allocation allocation() {
    return allocation;
  }

  /** The alias through which the allocation is used; null for none. */
  public @Nullable Allocation alias() {
    return alias;
  }

  /** The only bytes that may be used, all offsets being relative to it; null for all. */
  public @Nullable Window window() {
    return alias == null ? null : alias.committed().window();
  }

  /** A further right to use the same; this one must not be closed yet. */
  public AllocationHandle again() {
    return new AllocationHandle(pinned(allocation), alias == null ? null : pinned(alias), cache);
  }

  private Allocation pinned(Allocation held) {
    Allocation same = cache.pinIfPresent(held.id());
    if (same == null || closed.get()) {
      throw new IllegalStateException("the handle is closed");
    }
    return same;
  }

  /** Has that run when the handle is closed; before it is given to anybody who may close it. */
  public void onClose(Runnable action) {
    ending = action;
  }

  /** Gives the allocation back; a second call does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      cache.unpin(allocation);
      if (alias != null) {
        cache.unpin(alias);
      }
      Runnable action = ending;
      if (action != null) {
        action.run();
      }
    }
  }
}
