package org.datalogistics.depot.resource;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationCache;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.KeyRing;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.allocation.Window;
import org.datalogistics.depot.disk.DiskAccess;
import org.datalogistics.depot.disk.DiskFaults;
import org.datalogistics.depot.lease.LeaseBook;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.IbpError;
import org.jspecify.annotations.Nullable;

/** Finds what keys open: an allocation, or through an alias a window of its master. */
final class Finder {
  private final KeyRing keys;
  private final AllocationCache cache;
  private final LeaseBook book;
  private final DiskAccess disk;
  private final DiskFaults faults;
  private final BooleanSupplier isLeaving;

  Finder(
      KeyRing keys,
      AllocationCache cache,
      LeaseBook book,
      DiskAccess disk,
      DiskFaults faults,
      BooleanSupplier isLeaving) {
    this.keys = keys;
    this.cache = cache;
    this.book = book;
    this.disk = disk;
    this.faults = faults;
    this.isLeaving = isLeaving;
  }

  /** As {@link Resource#find}. */
  CompletableFuture<AllocationHandle> find(String key, Set<CapabilityKind> kinds) {
    KeyRing.PresentedKey presented = keys.read(key);
    if (presented == null) {
      return CompletableFuture.failedFuture(notFound("not a key"));
    }
    return pinned(presented.id()).thenCompose(found -> opened(found, presented, kinds));
  }

  /** Completes at once if the allocation is in memory. */
  private CompletableFuture<Allocation> pinned(long id) {
    Allocation cached = cache.pinIfPresent(id);
    return cached != null
        ? CompletableFuture.completedFuture(cached)
        : CompletableFuture.supplyAsync(() -> load(id), disk);
  }

  private Allocation load(long id) {
    Allocation allocation;
    try {
      allocation = cache.pin(id);
    } catch (SQLException e) {
      if (isLeaving.getAsBoolean()) {
        throw new CompletionException(
            new RefusedException(IbpError.RSRC_UNAVAIL, "the resource is closed"));
      }
      faults.failed("look an allocation up", e);
      throw new CompletionException(e);
    }
    if (allocation == null) {
      throw new CompletionException(notFound("no such allocation"));
    }
    return allocation;
  }

  private CompletableFuture<AllocationHandle> opened(
      Allocation found, KeyRing.PresentedKey presented, Set<CapabilityKind> kinds) {
    AllocationRecord record = found.committed();
    if (!opens(record, presented, kinds) || isOver(record)) {
      cache.unpin(found);
      return CompletableFuture.failedFuture(notFound("no allocation has that key now"));
    }
    Window window = record.window();
    return window == null
        ? CompletableFuture.completedFuture(new AllocationHandle(found, cache))
        : through(found, window.master());
  }

  private CompletableFuture<AllocationHandle> through(Allocation alias, long masterId) {
    return pinned(masterId)
        .handle(
            (master, failure) -> {
              if (failure == null && !isOver(master.committed())) {
                return new AllocationHandle(master, alias, cache);
              }
              cache.unpin(alias);
              if (failure == null) {
                cache.unpin(master);
              }
              throw failure instanceof CompletionException e
                  ? e
                  : new CompletionException(notFound("the master of the alias is over"));
            });
  }

  private static boolean opens(
      AllocationRecord record, KeyRing.PresentedKey presented, Set<CapabilityKind> kinds) {
    boolean opens = false;
    for (CapabilityKind kind : kinds) {
      opens |= record.keys().matches(kind, presented.hash());
    }
    return opens;
  }

  private boolean isOver(@Nullable AllocationRecord record) {
    return record == null || !record.isLive() || book.isOver(record);
  }

  private static RefusedException notFound(String reason) {
    return new RefusedException(IbpError.CAP_NOT_FOUND, reason);
  }
}
