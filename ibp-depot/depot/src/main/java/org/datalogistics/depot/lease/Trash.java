package org.datalogistics.depot.lease;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.Lease;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.allocation.State;
import org.datalogistics.depot.metadata.Selection;
import org.datalogistics.depot.metadata.Transaction;
import org.datalogistics.ibp.IbpError;
import org.jspecify.annotations.Nullable;

/**
 * Allocations that were deleted or whose lease ended, kept for a while (IBP spec 5). Their space is
 * free for others: they are emptied as soon as it is needed.
 */
public final class Trash {
  /** Allocations that are kept at most: whoever deletes many small ones must not fill the disk. */
  public static final long MOST = 20_000;

  private static final int BATCH = 256;

  private final LeaseBook book;

  public Trash(LeaseBook book) {
    this.book = book;
  }

  /**
   * Brings an allocation back: its keys open it again, its read count is 1. Fails with {@link
   * RefusedException} -1, also where there is no room any more for a hard one.
   *
   * @param bin where it is
   * @param trashId {@code <seconds>_<id>}
   * @param durationSeconds its new lease, negative for the longest
   */
  public CompletableFuture<Void> undelete(State.Kind bin, String trashId, long durationSeconds) {
    long id = idOf(trashId);
    return book.<AllocationRecord>change(
            (transaction, room) -> {
              Allocation allocation = id < 0 ? null : transaction.find(id);
              AllocationRecord now = inTrash(allocation, bin, trashId);
              AllocationRecord next =
                  now.withLease(lease(now, durationSeconds)).withState(State.LIVE);
              Need need = new Need(0, Need.of(next).hardBytes(), false);
              if (allocation == null || !room.make(need, Set.of(id), IbpError.GENERIC)) {
                return Optional.empty();
              }
              transaction.update(allocation, next);
              return Optional.of(next);
            })
        .thenAccept(next -> {});
  }

  private Lease lease(AllocationRecord now, long durationSeconds) throws RefusedException {
    long seconds;
    try {
      seconds = book.rules().grantedSeconds(durationSeconds);
    } catch (RefusedException e) {
      throw refusal(e.getMessage());
    }
    return now.lease()
        .withCounts(1, now.lease().writeCount())
        .withExpiresAt(book.now() + 1000 * seconds);
  }

  private static AllocationRecord inTrash(
      @Nullable Allocation allocation, State.Kind bin, String trashId) throws RefusedException {
    if (allocation != null
        && allocation.pending().state().kind() == bin
        && TrashEntry.id(allocation.pending()).equals(trashId)) {
      return allocation.pending();
    }
    throw refusal("no " + trashId + " in the trash");
  }

  private static RefusedException refusal(@Nullable String reason) {
    return new RefusedException(IbpError.GENERIC, String.valueOf(reason));
  }

  private static long idOf(String trashId) {
    try {
      return Long.parseLong(trashId.substring(trashId.indexOf('_') + 1));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** What is in a bin, the oldest first. */
  public CompletableFuture<List<TrashEntry>> list(State.Kind bin, int limit) {
    return book.read(
        transaction ->
            transaction.list(Selection.trash(bin, Long.MAX_VALUE), limit).stream()
                .map(TrashEntry::of)
                .toList());
  }

  /**
   * Empties what was kept long enough, and the oldest of what is too many.
   *
   * @return how many were removed, at most a batch: call again until it gives 0
   */
  public CompletableFuture<Integer> empty() {
    return book.remove(
        (transaction, gone) -> {
          purge(transaction, State.Kind.TRASH_DELETED, book.terms().keepDeleted(), gone);
          purge(transaction, State.Kind.TRASH_EXPIRED, book.terms().keepExpired(), gone);
          if (transaction.usage().trashed() > MOST) {
            purge(transaction, State.Kind.TRASH_DELETED, Duration.ZERO, gone);
            purge(transaction, State.Kind.TRASH_EXPIRED, Duration.ZERO, gone);
          }
          return gone.size();
        });
  }

  /** Empties a batch of whatever there is, deleted ones first; gives how many. */
  public CompletableFuture<Integer> emptyNow() {
    return book.remove(
        (transaction, gone) -> {
          purge(transaction, State.Kind.TRASH_DELETED, Duration.ZERO, gone);
          purge(transaction, State.Kind.TRASH_EXPIRED, Duration.ZERO, gone);
          return gone.size();
        });
  }

  private void purge(Transaction transaction, State.Kind bin, Duration kept, List<Allocation> gone)
      throws SQLException {
    long by = kept.isZero() ? Long.MAX_VALUE : book.now() - kept.toMillis();
    for (AllocationRecord record :
        transaction.list(Selection.trash(bin, by), Math.max(0, BATCH - gone.size()))) {
      Allocation allocation = transaction.find(record.id());
      if (allocation != null && allocation.pending().state().isTrash()) {
        transaction.delete(allocation);
        gone.add(allocation);
      }
    }
  }
}
