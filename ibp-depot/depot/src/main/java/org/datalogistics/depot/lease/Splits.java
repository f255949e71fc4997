package org.datalogistics.depot.lease;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.IssuedKeys;
import org.datalogistics.depot.allocation.Lease;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.SpaceCommand;

/** Space that moves between allocations of a resource (IBP spec 7.7). */
public final class Splits {
  private final LeaseBook book;
  private final Leases leases;
  private final Issuer issuer;
  private final Cutter cutter;

  public Splits(LeaseBook book, Leases leases, Issuer issuer, Cutter cutter) {
    this.book = book;
    this.leases = leases;
    this.issuer = issuer;
    this.cutter = cutter;
  }

  /**
   * SPLIT_ALLOCATE: moves space of an allocation into a new, empty one; what is stored behind the
   * new end is cut off, uploads there are waited for. Fails with {@link RefusedException}: -19 more
   * than it has, or no room for what else it takes; -28 lease too long; -22 the master is a queue
   * or ring; -25 it is an alias; -23 nothing is leased now.
   *
   * @param asker when it is done first, the place in the queue is given up
   */
  public CompletableFuture<IssuedKeys> split(
      AllocationHandle handle, SpaceCommand.Split request, CompletableFuture<?> asker) {
    Issuer.Issue issue = issuer.next();
    return cutter.cutting(
        handle,
        now -> now.maxSize() - request.size(),
        asker,
        () ->
            book.change(
                (transaction, room) -> {
                  Allocation master = LeaseBook.own(handle);
                  AllocationRecord before = LeaseBook.live(master);
                  leases.requireLeasing();
                  AllocationRecord after =
                      book.rules().resizedForOthers(before, before.maxSize() - request.size());
                  long now = book.now();
                  Lease lease =
                      book.rules()
                          .granted(
                              request.reliability(),
                              request.size(),
                              request.durationSeconds(),
                              now);
                  AllocationRecord child =
                      leases.fresh(issue, lease, request.type(), request.disk(), now);
                  Need need = Need.of(before, after).plus(Need.of(child));
                  if (!room.make(need, Set.of(before.id()), IbpError.WOULD_EXCEED_LIMIT)) {
                    return Optional.empty();
                  }
                  transaction.update(master, after);
                  transaction.insert(new Allocation(child));
                  return Optional.of(issue.keys());
                }));
  }

  /**
   * MERGE_ALLOCATE: gives an allocation the space of another one on the same resource, which goes
   * for good, with its data and its aliases. Fails with {@link RefusedException}: -1 the child is
   * in use by others (read count other than 1, write count other than 0) or the master itself; -19
   * too large or no room for hard allocations; -22 the master is a queue or ring; -25 one of them
   * is an alias.
   */
  public CompletableFuture<Void> merge(AllocationHandle handle, AllocationHandle childHandle) {
    return book.<AllocationRecord>change(
            (transaction, room) -> {
              Allocation master = LeaseBook.own(handle);
              Allocation child = LeaseBook.own(childHandle);
              AllocationRecord before = LeaseBook.live(master);
              AllocationRecord given = LeaseBook.live(child);
              if (master.id() == child.id()) {
                throw new RefusedException(IbpError.GENERIC, "an allocation into itself");
              }
              if (given.lease().readCount() != 1 || given.lease().writeCount() != 0) {
                throw new RefusedException(IbpError.GENERIC, "the child has other references");
              }
              AllocationRecord after =
                  book.rules().resizedForOthers(before, sum(before.maxSize(), given.maxSize()));
              Need need = Need.of(before, after);
              Need rest =
                  new Need(
                      need.bytes() - given.charge(),
                      need.hardBytes() - Need.of(given).hardBytes(),
                      need.revokesSoft());
              // Neither must be taken for the room: their leases may have ended.
              if (!room.make(rest, Set.of(master.id(), child.id()), IbpError.WOULD_EXCEED_LIMIT)) {
                return Optional.empty();
              }
              transaction.delete(child);
              transaction.update(master, after);
              return Optional.of(after);
            })
        .thenAccept(after -> book.unlink(childHandle.allocation()));
  }

  private static long sum(long one, long other) throws RefusedException {
    if (one > Long.MAX_VALUE - other) {
      throw new RefusedException(IbpError.WOULD_EXCEED_LIMIT, "larger than any allocation");
    }
    return one + other;
  }
}
