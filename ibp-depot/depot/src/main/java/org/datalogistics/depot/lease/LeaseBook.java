package org.datalogistics.depot.lease;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.metadata.MetadataWriter;
import org.datalogistics.depot.metadata.Transaction;
import org.datalogistics.ibp.IbpError;

/** What all who change leases share: the terms, the time, and changes that may need room. */
public final class LeaseBook {
  private final InstantSource clock;
  private final MetadataWriter metadata;
  private final Unlinker unlinker;
  private volatile Agreement agreement;

  /** What holds at the moment. */
  private record Agreement(LeaseTerms terms, LeaseRules rules, Reclaim reclaim) {}

  /**
   * @param space with sizes found out
   * @param clock lease time
   */
  public LeaseBook(
      SpaceLimits space,
      LeaseTerms terms,
      InstantSource clock,
      MetadataWriter metadata,
      Unlinker unlinker) {
    this.clock = clock;
    this.metadata = metadata;
    this.unlinker = unlinker;
    this.agreement = agreement(space, terms);
  }

  private Agreement agreement(SpaceLimits space, LeaseTerms terms) {
    return new Agreement(terms, new LeaseRules(space, terms), new Reclaim(space, clock));
  }

  /** Has other limits and terms hold from now on; leases that were granted stay as they are. */
  public void configure(SpaceLimits space, LeaseTerms terms) {
    agreement = agreement(space, terms);
  }

  LeaseRules rules() {
    return agreement.rules();
  }

  LeaseTerms terms() {
    return agreement.terms();
  }

  /** Lease time, milliseconds since 1970. */
  long now() {
    return clock.millis();
  }

  /** Leases that ended by then are over, their grace too. */
  long overBy() {
    return now() - terms().grace().toMillis();
  }

  /** Whether the lease ended and its grace is over. */
  public boolean isOver(AllocationRecord record) {
    return record.lease().expiresAt() <= overBy();
  }

  /** Until the end of the lease, rounded; negative once it is over. */
  public long secondsLeft(AllocationRecord record) {
    return Math.floorDiv(record.lease().expiresAt() - now() + 500, 1000L);
  }

  /** Unlinks the data file of an allocation that is gone. */
  void unlink(Allocation gone) {
    unlinker.add(List.of(gone), true);
  }

  /** A change that needs room; it first checks, then makes room, then writes. */
  interface Change<T> {
    /** What it gives, or empty if room was made but not enough yet: it is to be tried again. */
    Optional<T> apply(Transaction transaction, Room room) throws SQLException, RefusedException;
  }

  /** Room that is made in a transaction. */
  interface Room {
    /**
     * Whether there is enough, now; if not, space was freed and it is to be tried again.
     *
     * @param spared ids of the allocations that the change is about: they are not freed
     * @param error for the refusal if there can not be enough
     */
    boolean make(Need need, Set<Long> spared, IbpError error) throws SQLException, RefusedException;
  }

  /** Makes the change; its future fails with {@link RefusedException} as the change says. */
  <T> CompletableFuture<T> change(Change<T> change) {
    List<Allocation> freed = new ArrayList<>();
    return metadata
        .submit(
            transaction ->
                change.apply(
                    transaction,
                    (need, spared, error) ->
                        agreement.reclaim().make(transaction, need, spared, error, freed)))
        .whenComplete((result, failure) -> unlinker.add(freed, failure == null))
        .thenCompose(
            result ->
                result.map(CompletableFuture::completedFuture).orElseGet(() -> change(change)));
  }

  /**
   * Makes a change that gives space back, on a full disk too, and unlinks what it adds to the list.
   */
  <T> CompletableFuture<T> remove(Removal<T> removal) {
    List<Allocation> gone = new ArrayList<>();
    return metadata
        .submitFreeing(
            transaction -> {
              gone.clear(); // It may be the second try.
              return removal.apply(transaction, gone);
            })
        .whenComplete((result, failure) -> unlinker.add(gone, failure == null));
  }

  /** Makes a change that needs no leased space. */
  <T> CompletableFuture<T> alter(MetadataWriter.Change<T> change) {
    return metadata.submit(change);
  }

  /** Looks something up. */
  <T> CompletableFuture<T> read(MetadataWriter.Change<T> look) {
    return metadata.submit(look);
  }

  /** A change that removes allocations. */
  interface Removal<T> {
    T apply(Transaction transaction, List<Allocation> gone) throws SQLException, RefusedException;
  }

  /**
   * The state that the running transaction has reached.
   *
   * @throws RefusedException -4 if it is not live any more
   */
  static AllocationRecord live(Allocation allocation) throws RefusedException {
    AllocationRecord now = allocation.pending();
    if (!now.isLive()) {
      throw new RefusedException(IbpError.CAP_NOT_FOUND, "deleted");
    }
    return now;
  }

  /**
   * The allocation of a handle that is no alias.
   *
   * @throws RefusedException -25 if it is one
   */
  static Allocation own(AllocationHandle handle) throws RefusedException {
    if (handle.alias() != null) {
      throw new RefusedException(IbpError.INVALID_CMD, "through an alias");
    }
    return handle.allocation();
  }
}
