package org.datalogistics.depot.lease;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.Contents;
import org.datalogistics.depot.allocation.IssuedKeys;
import org.datalogistics.depot.allocation.Lease;
import org.datalogistics.depot.allocation.Protection;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.allocation.State;
import org.datalogistics.depot.metadata.Transaction;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.jspecify.annotations.Nullable;

/** Granting and changing the leases of a resource (IBP spec 7.1, 7.5, 7.6). */
public final class Leases {
  private final LeaseBook book;
  private final LeasePolicy policy;
  private final Issuer issuer;
  private final Cutter cutter;
  private volatile Protection protection;

  /**
   * @param policy asked at each change
   * @param protection of allocations for which the client asks nothing else
   */
  public Leases(
      LeaseBook book, LeasePolicy policy, Issuer issuer, Cutter cutter, Protection protection) {
    this.book = book;
    this.policy = policy;
    this.issuer = issuer;
    this.cutter = cutter;
    this.protection = protection;
  }

  /** Guards allocations to come in another way. */
  public void protect(Protection changed) {
    protection = changed;
  }

  /** Whether the lease ended and its grace is over. */
  public boolean isOver(AllocationRecord record) {
    return book.isOver(record);
  }

  /**
   * Grants a lease. Fails with {@link RefusedException}: -23 nothing is leased now, -28 lease too
   * long, -19 too large or no space.
   */
  public CompletableFuture<IssuedKeys> grant(IbpCommand.Allocate request) {
    Issuer.Issue issue = issuer.next();
    return book.change(
        (transaction, room) -> {
          long now = book.now();
          Lease lease =
              book.rules()
                  .granted(request.reliability(), request.size(), request.durationSeconds(), now);
          AllocationRecord record = fresh(issue, lease, request.type(), request.disk(), now);
          requireLeasing();
          if (!room.make(Need.of(record), Set.of(record.id()), IbpError.WOULD_EXCEED_LIMIT)) {
            return Optional.empty();
          }
          transaction.insert(new Allocation(record));
          return Optional.of(issue.keys());
        });
  }

  /** A new allocation. */
  AllocationRecord fresh(
      Issuer.Issue issue,
      Lease lease,
      AllocationType type,
      @Nullable BlockChecksum digest,
      long now) {
    return new AllocationRecord(
        issue.id(),
        issue.hashes(),
        type,
        now,
        lease,
        Contents.EMPTY,
        digest == null ? protection : protection.withDigest(digest),
        null,
        State.LIVE);
  }

  void requireLeasing() throws RefusedException {
    if (!policy.leases()) {
      throw new RefusedException(IbpError.RSRC_UNAVAIL, "the resource leases no more space");
    }
  }

  /** MANAGE CHNG: everything or nothing; fails with {@link RefusedException}. */
  public CompletableFuture<Void> change(AllocationHandle handle, IbpCommand.Change request) {
    return resize(
        handle,
        IbpError.WOULD_EXCEED_POLICY,
        now -> book.rules().changed(now, request, policy, book.now()));
  }

  /**
   * MANAGE TRUNCATE; waits for uploads behind the new end, and the data file is cut before it
   * completes.
   *
   * @param asker when it is done first, the place in the queue is given up
   */
  public CompletableFuture<Void> truncate(
      AllocationHandle handle, long maxSize, CompletableFuture<?> asker) {
    return cutter.cutting(
        handle,
        now -> maxSize,
        asker,
        () ->
            resize(
                handle,
                IbpError.WOULD_EXCEED_LIMIT,
                now -> book.rules().truncated(now, maxSize, policy)));
  }

  private interface Step {
    AllocationRecord next(AllocationRecord now) throws RefusedException;
  }

  private CompletableFuture<Void> resize(AllocationHandle handle, IbpError noRoom, Step step) {
    return book.<AllocationRecord>change(
            (transaction, room) -> {
              Allocation allocation = LeaseBook.own(handle);
              AllocationRecord now = LeaseBook.live(allocation);
              AllocationRecord next = step.next(now);
              if (!room.make(Need.of(now, next), Set.of(now.id()), noRoom)) {
                return Optional.empty();
              }
              transaction.update(allocation, next);
              return Optional.of(next);
            })
        .thenAccept(next -> {});
  }

  /** MANAGE INCR and DECR; the last reference deletes, into the trash. */
  public CompletableFuture<Void> changeCount(
      AllocationHandle handle, IbpCommand.ChangeCount request) {
    return (request.increment()
            ? book.alter(transaction -> count(transaction, handle, request))
            : book.remove((transaction, gone) -> drop(transaction, handle, request, gone)))
        .thenAccept(now -> {});
  }

  private static AllocationRecord count(
      Transaction transaction, AllocationHandle handle, IbpCommand.ChangeCount request)
      throws SQLException, RefusedException {
    Allocation allocation = LeaseBook.own(handle);
    AllocationRecord now = LeaseBook.live(allocation);
    AllocationRecord next =
        now.withLease(now.lease().counted(request.counter(), request.increment()));
    transaction.update(allocation, next);
    return next;
  }

  private AllocationRecord drop(
      Transaction transaction,
      AllocationHandle handle,
      IbpCommand.ChangeCount request,
      List<Allocation> gone)
      throws SQLException, RefusedException {
    AllocationRecord now = count(transaction, handle, request);
    if (!now.lease().isReferenced()) {
      delete(transaction, handle.allocation(), now);
      gone.add(handle.allocation());
    }
    return now;
  }

  private void delete(Transaction transaction, Allocation allocation, AllocationRecord last)
      throws SQLException {
    if (book.terms().keepDeleted().isZero()) {
      transaction.delete(allocation);
    } else {
      transaction.update(allocation, last);
      transaction.trash(allocation, State.deletedAt(book.now()));
    }
  }

  /** RENAME, of an alias the alias: from now on only the new keys open it (IBP spec 7.6). */
  public CompletableFuture<IssuedKeys> rename(AllocationHandle handle) {
    Allocation alias = handle.alias();
    Allocation allocation = alias == null ? handle.allocation() : alias;
    Issuer.Issue issue = issuer.again(allocation.id());
    return book.alter(
        transaction -> {
          LeaseBook.live(allocation);
          transaction.replaceKeys(allocation, issue.hashes());
          return issue.keys();
        });
  }
}
