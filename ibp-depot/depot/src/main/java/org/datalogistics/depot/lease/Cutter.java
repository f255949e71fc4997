package org.datalogistics.depot.lease;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.Claim;
import org.datalogistics.depot.allocation.Claims;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.data.DataAccess;
import org.datalogistics.depot.disk.DiskAccess;

/** Takes bytes off the end of allocations: no upload may be under way there. */
public final class Cutter {
  private final DataAccess data;
  private final DiskAccess disk;

  public Cutter(DataAccess data, DiskAccess disk) {
    this.data = data;
    this.disk = disk;
  }

  /** Where an allocation is to end; tells it when its turn comes. */
  interface End {
    long of(AllocationRecord now) throws RefusedException;
  }

  /**
   * Waits for uploads behind the new end, makes the change, and cuts the data file before it
   * completes.
   *
   * @param asker when it is done first, the place in the queue is given up
   */
  <T> CompletableFuture<T> cutting(
      AllocationHandle handle,
      End end,
      CompletableFuture<?> asker,
      Supplier<CompletableFuture<T>> change) {
    Allocation allocation = handle.allocation();
    Claims claims = allocation.claims();
    CompletableFuture<Claim> turn =
        claims.claim(() -> Claim.cut(Math.max(0, end.of(allocation.committed()))));
    asker.whenComplete((answer, failure) -> turn.cancel(false));
    return turn.thenCompose(
        claim ->
            CompletableFuture.runAsync(() -> prepare(allocation, claim), disk::executeLong)
                .thenCompose(ready -> changeAndCut(allocation, change))
                .whenComplete((done, failure) -> claims.release(claim)));
  }

  /** What no longer counts is cut off even if it is open whether the change lasts. */
  private <T> CompletableFuture<T> changeAndCut(
      Allocation allocation, Supplier<CompletableFuture<T>> change) {
    long before = allocation.committed().size();
    return change
        .get()
        .handleAsync(
            (result, failure) -> {
              if (failure == null || allocation.committed().size() < before) {
                cut(allocation);
              }
              if (failure != null) {
                throw failure instanceof CompletionException wrapped
                    ? wrapped
                    : new CompletionException(failure);
              }
              return result;
            },
            disk::executeLong);
  }

  private void prepare(Allocation allocation, Claim claim) {
    try {
      data.prepareCut(allocation, claim.exclusiveFrom());
    } catch (IOException | RefusedException e) {
      throw new CompletionException(e);
    }
  }

  private void cut(Allocation allocation) {
    try {
      data.cut(allocation);
    } catch (IOException | RefusedException e) {
      throw new CompletionException(e);
    }
  }
}
