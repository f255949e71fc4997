package org.datalogistics.depot.store;

import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Granting, changing and ending the leases of a resource. */
public final class Leases {
  private static final Logger log = LoggerFactory.getLogger(Leases.class);
  private static final int RECLAIM_BATCH = 256;

  private final ResourceConfig config;
  private final LeaseRules rules;
  private final InstantSource clock;
  private final MetadataWriter metadata;
  private final AllocationCache cache;
  private final DataFiles files;
  private final DataAccess data;
  private final DiskAccess disk;

  Leases(
      ResourceConfig config,
      InstantSource clock,
      MetadataWriter metadata,
      AllocationCache cache,
      DataFiles files,
      DataAccess data,
      DiskAccess disk) {
    this.config = config;
    this.rules = new LeaseRules(config);
    this.clock = clock;
    this.metadata = metadata;
    this.cache = cache;
    this.files = files;
    this.data = data;
    this.disk = disk;
  }

  /** Whether the lease ended and its grace is over. */
  boolean isOver(AllocationRecord record) {
    return record.expiresAt() <= endedBefore();
  }

  private long endedBefore() {
    return clock.millis() - config.grace().toMillis();
  }

  /** Grants a lease; space of ended leases is taken first. */
  CompletableFuture<Allocation> grant(long id, KeyHashes hashes, IbpCommand.Allocate request) {
    List<Allocation> reclaimed = new ArrayList<>();
    return metadata
        .submit(transaction -> grant(transaction, id, hashes, request, reclaimed))
        .whenComplete((allocation, failure) -> unlinkLater(reclaimed))
        .thenApply(
            allocation -> {
              cache.add(allocation);
              return allocation;
            });
  }

  private Allocation grant(
      Transaction transaction,
      long id,
      KeyHashes hashes,
      IbpCommand.Allocate request,
      List<Allocation> reclaimed)
      throws SQLException, RefusedException {
    long seconds = rules.grantedSeconds(request.durationSeconds());
    if (request.size() <= config.size()) {
      while (!rules.fits(transaction.usage(), request.reliability(), request.size())) {
        List<Allocation> ended = deleteEnded(transaction, clock.millis());
        if (ended.isEmpty()) {
          break;
        }
        reclaimed.addAll(ended);
      }
    }
    if (!rules.fits(transaction.usage(), request.reliability(), request.size())) {
      throw new RefusedException(
          IbpError.WOULD_EXCEED_LIMIT, "no room for " + request.size() + " bytes");
    }
    long now = clock.millis();
    Allocation allocation =
        new Allocation(
            new AllocationRecord(
                id,
                hashes,
                request.reliability(),
                request.type(),
                request.size(),
                0,
                1,
                0,
                now + 1000 * seconds,
                now,
                false));
    transaction.insert(allocation);
    return allocation;
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

  /** MANAGE TRUNCATE; the data file is cut before it completes. */
  public CompletableFuture<Void> truncate(AllocationHandle handle, long maxSize) {
    return mutate(handle, (now, usage) -> rules.truncated(now, usage, maxSize))
        .thenRunAsync(() -> cut(handle.allocation()), disk::executeLong);
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
              if (now.deleted()) {
                throw new RefusedException(IbpError.CAP_NOT_FOUND, "deleted");
              }
              AllocationRecord next = step.next(now, transaction.usage());
              if (next.deleted()) {
                transaction.delete(allocation);
              } else {
                transaction.update(allocation, next);
              }
              return next;
            })
        .thenAccept(
            next -> {
              if (next.deleted()) {
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
    return metadata
        .submit(transaction -> deleteEnded(transaction, endedBefore()))
        .thenApply(
            ended -> {
              unlinkLater(ended);
              return ended.size();
            });
  }

  private List<Allocation> deleteEnded(Transaction transaction, long by) throws SQLException {
    List<Allocation> ended = new ArrayList<>();
    for (long id : transaction.expired(by, RECLAIM_BATCH)) {
      Allocation allocation = cache.pin(id);
      if (allocation != null) {
        try {
          if (!allocation.pending().deleted()) {
            transaction.delete(allocation);
            ended.add(allocation);
          }
        } finally {
          cache.unpin(allocation);
        }
      }
    }
    return ended;
  }

  private void unlinkLater(List<Allocation> gone) {
    if (gone.isEmpty()) {
      return;
    }
    disk.executeLong(
        () -> {
          List<Long> unlinked = new ArrayList<>();
          for (Allocation allocation : gone) {
            if (allocation.committed().deleted()) {
              try {
                files.unlink(allocation.id());
                cache.forget(allocation);
                unlinked.add(allocation.id());
              } catch (IOException e) {
                log.warn(
                    "Cannot unlink a data file of resource {}; tried again at the next start",
                    config.id(),
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
