package org.datalogistics.depot.lease;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.metadata.Selection;

/** Which allocations have a damaged block (IBP spec 10, command 93). */
public final class DamageList {
  /** Most lines of an answer. */
  public static final int MAX_LINES = 10_000;

  private static final int PAGE = 512;

  private final LeaseBook book;

  public DamageList(LeaseBook book) {
    this.book = book;
  }

  /** Their ids in order, {@link #MAX_LINES} at most; those in the trash are left out. */
  public CompletableFuture<List<Long>> ids() {
    return more(new ArrayList<>(), 0);
  }

  /** A page a transaction, so that others come between. */
  private CompletableFuture<List<Long>> more(List<Long> ids, long afterId) {
    return book.read(transaction -> transaction.list(Selection.damaged(afterId), PAGE))
        .thenCompose(
            records -> {
              records.stream()
                  .filter(AllocationRecord::isLive)
                  .map(AllocationRecord::id)
                  .limit(MAX_LINES - ids.size())
                  .forEach(ids::add);
              return records.size() < PAGE || ids.size() == MAX_LINES
                  ? CompletableFuture.completedFuture(ids)
                  : more(ids, records.get(PAGE - 1).id());
            });
  }
}
