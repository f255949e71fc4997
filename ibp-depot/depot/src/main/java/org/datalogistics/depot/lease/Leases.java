package org.datalogistics.depot.lease;

import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationCache;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.Claim;
import org.datalogistics.depot.allocation.Claims;
import org.datalogistics.depot.allocation.Contents;
import org.datalogistics.depot.allocation.KeyHashes;
import org.datalogistics.depot.allocation.Lease;
import org.datalogistics.depot.allocation.Protection;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.allocation.SpaceUsage;
import org.datalogistics.depot.allocation.State;
import org.datalogistics.depot.data.DataAccess;
import org.datalogistics.depot.data.DataFiles;
import org.datalogistics.depot.disk.DiskAccess;
import org.datalogistics.depot.metadata.MetadataWriter;
import org.datalogistics.depot.metadata.Selection;
import org.datalogistics.depot.metadata.Transaction;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Granting, changing and ending the leases of a resource. */
public final class Leases {
  private static final Logger log = LoggerFactory.getLogger(Leases.class);
  private static final int RECLAIM_BATCH = 256;

  private final String resource;
  private final LeaseTerms terms;
  private final LeaseRules rules;
  private final InstantSource clock;
  private final MetadataWriter metadata;
  private final AllocationCache cache;
  private final DataFiles files;
  private final DataAccess data;
  private final DiskAccess disk;

  public Leases(
      String resource,
      SpaceLimits space,
      LeaseTerms terms,
      InstantSource clock,
      MetadataWriter metadata,
      AllocationCache cache,
      DataFiles files,
      DataAccess data,
      DiskAccess disk) {
    this.resource = resource;
    this.terms = terms;
    this.rules = new LeaseRules(space, terms);
    this.clock = clock;
    this.metadata = metadata;
    this.cache = cache;
    this.files = files;
    this.data = data;
    this.disk = disk;
  }

  /** Whether the lease ended and its grace is over. */
  public boolean isOver(AllocationRecord record) {
    return record.lease().expiresAt() <= endedBefore();
  }

  private long endedBefore() {
    return clock.millis() - terms.grace().toMillis();
  }

  /** Grants a lease; space of ended leases is taken first. */
  public CompletableFuture<Allocation> grant(
      long id, KeyHashes hashes, IbpCommand.Allocate request) {
    List<Allocation> ended = new ArrayList<>();
    return metadata
        .submit(transaction -> grant(transaction, id, hashes, request, ended))
        .whenComplete((allocation, failure) -> unlinkLater(ended));
  }

  private Allocation grant(
      Transaction transaction,
      long id,
      KeyHashes hashes,
      IbpCommand.Allocate request,
      List<Allocation> ended)
      throws SQLException, RefusedException {
    long seconds = rules.grantedSeconds(request.durationSeconds());
    long now = clock.millis();
    if (!fits(transaction.usage(), request)
        && !fits(transaction.usage().minus(endedUsage(transaction, now)), request)) {
      throw new RefusedException(
          IbpError.WOULD_EXCEED_LIMIT, "no room for " + request.size() + " bytes");
    }
    while (!fits(transaction.usage(), request) && deleteEnded(transaction, now, ended) > 0) {}
    if (!fits(transaction.usage(), request)) {
      throw new RefusedException(IbpError.WOULD_EXCEED_LIMIT, "no room yet");
    }
    Allocation allocation =
        new Allocation(
            new AllocationRecord(
                id,
                hashes,
                request.type(),
                now,
                Lease.granted(request.reliability(), request.size(), now + 1000 * seconds),
                Contents.EMPTY,
                Protection.CRC,
                null,
                State.LIVE));
    transaction.insert(allocation);
    return allocation;
  }

  /** What allocations take whose lease ended by then. */
  private static SpaceUsage endedUsage(Transaction transaction, long by) throws SQLException {
    SpaceUsage usage = SpaceUsage.NONE;
    for (AllocationRecord record : transaction.list(Selection.ended(by), Integer.MAX_VALUE)) {
      usage = usage.plus(record);
    }
    return usage;
  }

  private boolean fits(SpaceUsage usage, IbpCommand.Allocate request) {
    return rules.fits(usage, request.reliability(), request.size());
  }

  /** MANAGE CHNG: everything or nothing; fails with {@link RefusedException}. */
  public CompletableFuture<Void> change(AllocationHandle handle, IbpCommand.Change request) {
    return mutate(handle, (now, usage) -> rules.changed(now, usage, request, clock.millis()));
  }

  /** MANAGE INCR and DECR; the last reference deletes. */
  public CompletableFuture<Void> changeCount(
      AllocationHandle handle, IbpCommand.ChangeCount request) {
    return mutate(
        handle, (now, usage) -> rules.counted(now, request.counter(), request.increment()));
  }

  /**
   * MANAGE TRUNCATE; waits for uploads behind the new end, and the data file is cut before it
   * completes.
   *
   * @param asker when it is done first, the place in the queue is given up
   */
  public CompletableFuture<Void> truncate(
      AllocationHandle handle, long maxSize, CompletableFuture<?> asker) {
    Claims claims = handle.allocation().claims();
    CompletableFuture<Claim> turn = claims.claim(() -> Claim.cut(maxSize));
    asker.whenComplete((answer, failure) -> turn.cancel(false));
    return turn.thenCompose(
        claim ->
            mutate(handle, (now, usage) -> rules.truncated(now, usage, maxSize))
                .thenRunAsync(() -> cut(handle.allocation()), disk::executeLong)
                .whenComplete((done, failure) -> claims.release(claim)));
  }

  private void cut(Allocation allocation) {
    try {
      data.cut(allocation);
    } catch (IOException | RefusedException e) {
      throw new CompletionException(e);
    }
  }

  private interface Step {
    AllocationRecord next(AllocationRecord now, SpaceUsage usage) throws RefusedException;
  }

  private CompletableFuture<Void> mutate(AllocationHandle handle, Step step) {
    Allocation allocation = handle.allocation();
    return metadata
        .submit(
            transaction -> {
              AllocationRecord now = allocation.pending();
              if (!now.isLive()) {
                throw new RefusedException(IbpError.CAP_NOT_FOUND, "deleted");
              }
              AllocationRecord next = step.next(now, transaction.usage());
              if (next.isGone()) {
                transaction.delete(allocation);
              } else {
                transaction.update(allocation, next);
              }
              return next;
            })
        .thenAccept(
            next -> {
              if (next.isGone()) {
                unlinkLater(List.of(allocation));
              }
            });
  }

  /**
   * Removes allocations whose lease and grace are over.
   *
   * @return how many, at most a batch: call again until it gives 0
   */
  public CompletableFuture<Integer> removeEnded() {
    List<Allocation> ended = new ArrayList<>();
    return metadata
        .submit(transaction -> deleteEnded(transaction, endedBefore(), ended))
        .whenComplete((count, failure) -> unlinkLater(ended));
  }

  /**
   * Deletes a batch of those whose lease ended by then.
   *
   * @param deleted takes what is deleted
   * @return how many were deleted
   */
  private static int deleteEnded(Transaction transaction, long by, List<Allocation> deleted)
      throws SQLException {
    int count = 0;
    for (AllocationRecord record : transaction.list(Selection.ended(by), RECLAIM_BATCH)) {
      Allocation allocation = transaction.find(record.id());
      if (allocation != null && allocation.pending().isLive()) {
        transaction.delete(allocation);
        deleted.add(allocation);
        count++;
      }
    }
    return count;
  }

  private void unlinkLater(List<Allocation> gone) {
    if (gone.isEmpty()) {
      return;
    }
    disk.executeLong(
        () -> {
          List<Long> unlinked = new ArrayList<>();
          for (Allocation allocation : gone) {
            if (allocation.committed().isGone()) {
              try {
                files.unlink(allocation.id());
                cache.forget(allocation);
                unlinked.add(allocation.id());
              } catch (IOException e) {
                log.warn(
                    "Cannot unlink a data file of resource {}; tried again at the next start",
                    resource,
                    e);
              }
            }
          }
          metadata.submitHere(
              transaction -> {
                for (long id : unlinked) {
                  transaction.forgetDoomed(id);
                }
                return unlinked.size();
              });
        });
  }
}
