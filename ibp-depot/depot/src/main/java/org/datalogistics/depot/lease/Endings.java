package org.datalogistics.depot.lease;

import java.util.concurrent.CompletableFuture;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.State;
import org.datalogistics.depot.metadata.Selection;

/** Leases that end: into the trash, or for good where it keeps nothing, and aliases always. */
public final class Endings {
  private static final int BATCH = 256;

  private final LeaseBook book;

  public Endings(LeaseBook book) {
    this.book = book;
  }

  /**
   * Ends leases that are over, their grace too.
   *
   * @return how many, at most a batch: call again until it gives 0
   */
  public CompletableFuture<Integer> end() {
    return book.remove(
        (transaction, gone) -> {
          boolean keeps = !book.terms().keepExpired().isZero();
          int count = 0;
          for (AllocationRecord record : transaction.list(Selection.ended(book.overBy()), BATCH)) {
            Allocation allocation = transaction.find(record.id());
            if (allocation == null || !allocation.pending().isLive()) {
              continue; // An alias that went with its master.
            }
            if (keeps && !record.isAlias()) {
              transaction.trash(allocation, State.expiredAt(book.now()));
            } else {
              transaction.delete(allocation);
              gone.add(allocation);
            }
            count++;
          }
          return count;
        });
  }
}
