package org.datalogistics.depot.data;

import java.util.concurrent.CompletableFuture;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.Claim;
import org.datalogistics.depot.allocation.Contents;
import org.datalogistics.depot.metadata.MetadataWriter;

/** The right to the oldest bytes of a queue, and to take them out. */
final class Taking {
  private final Allocation allocation;
  private final Claim claim;
  private final long count;
  private final MetadataWriter metadata;
  private CompletableFuture<Void> consumed = CompletableFuture.completedFuture(null);

  Taking(Allocation allocation, Claim claim, long count, MetadataWriter metadata) {
    this.allocation = allocation;
    this.claim = claim;
    this.count = count;
    this.metadata = metadata;
  }

  synchronized CompletableFuture<Void> consume() {
    consumed =
        metadata
            .submit(
                transaction -> {
                  AllocationRecord now = allocation.pending();
                  if (now.isLive()) {
                    transaction.update(
                        allocation, now.withContents(without(now.contents(), now.maxSize())));
                  }
                  return count;
                })
            .thenAccept(done -> {});
    return consumed;
  }

  private Contents without(Contents now, long capacity) {
    long size = Math.max(0, now.size() - count);
    return now.withSize(size).withStart((now.start() + count) % capacity);
  }

  /** Lets others at the bytes when they are out, or stay. */
  synchronized void whenOver(Runnable next) {
    consumed.whenComplete(
        (done, failure) -> {
          allocation.claims().release(claim);
          next.run();
        });
  }
}
