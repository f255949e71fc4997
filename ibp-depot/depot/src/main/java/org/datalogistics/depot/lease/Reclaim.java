package org.datalogistics.depot.lease;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.allocation.SpaceUsage;
import org.datalogistics.depot.allocation.State;
import org.datalogistics.depot.metadata.Selection;
import org.datalogistics.depot.metadata.Transaction;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.Reliability;

/**
 * Takes space back when somebody needs it: deleted trash, expired trash, leases that ended, each
 * the oldest first, then soft allocations, those that end soonest first, for hard ones only (IBP
 * spec 5). What is taken back so does not go into the trash.
 */
final class Reclaim {
  /** Allocations that one transaction removes: others wait for it. */
  private static final int BATCH = 512;

  /** Ended leases that are looked through to see whether they would do. */
  private static final int PAGE = 1024;

  private static final int PAGES = 4;

  private final SpaceLimits space;
  private final InstantSource clock;

  Reclaim(SpaceLimits space, InstantSource clock) {
    this.space = space;
    this.clock = clock;
  }

  /**
   * Makes room, or at least some of it.
   *
   * @param spared ids of the allocations that the change is about
   * @param error for the refusal
   * @param freed takes what is removed
   * @return whether there is enough room now; if not, another transaction is to go on
   * @throws RefusedException if there can not be enough; then nothing is removed
   */
  boolean make(
      Transaction transaction, Need need, Set<Long> spared, IbpError error, List<Allocation> freed)
      throws SQLException, RefusedException {
    if (need.fits(space, transaction.usage())) {
      return true;
    }
    if (!canFit(transaction, need, spared)) {
      throw new RefusedException(error, "no room for " + need.bytes() + " more bytes");
    }
    Run run = new Run(transaction, need, spared, freed);
    run.take(Selection.trash(State.Kind.TRASH_DELETED, Long.MAX_VALUE), false);
    run.take(Selection.trash(State.Kind.TRASH_EXPIRED, Long.MAX_VALUE), false);
    run.take(Selection.ended(clock.millis()), true);
    if (need.revokesSoft()) {
      run.take(Selection.soft(), false);
    }
    boolean fits = need.fits(space, transaction.usage());
    if (!fits && run.left == BATCH) {
      throw new RefusedException(error, "no room yet for " + need.bytes() + " more bytes");
    }
    return fits;
  }

  private boolean canFit(Transaction transaction, Need need, Set<Long> spared) throws SQLException {
    SpaceUsage usage = transaction.usage();
    long lacking = need.lacking(space, usage) - usage.trash();
    long lackingHard = need.lackingHard(space, usage);
    long soft = need.revokesSoft() ? usage.soft() - softCharge(transaction, spared) : 0;
    long now = clock.millis();
    long from = Long.MIN_VALUE;
    long afterId = 0;
    for (int page = 0; page < PAGES; page++) {
      if (lacking <= soft && lackingHard <= 0) {
        return true;
      }
      List<AllocationRecord> records = transaction.list(Selection.expiring(from, afterId), PAGE);
      for (AllocationRecord record : records) {
        if (record.lease().expiresAt() > now) {
          return lacking <= soft && lackingHard <= 0;
        }
        if (!spared.contains(record.id())) {
          boolean hard = record.lease().reliability() == Reliability.HARD;
          lacking -= record.charge();
          lackingHard -= hard ? record.charge() : 0;
          soft -= hard || !need.revokesSoft() ? 0 : record.charge();
        }
        from = record.lease().expiresAt();
        afterId = record.id();
      }
      if (records.size() < PAGE) {
        return lacking <= soft && lackingHard <= 0;
      }
    }
    return true; // So many ended leases that looking further costs more than trying.
  }

  /** What the spared ones are charged as soft ones. */
  private static long softCharge(Transaction transaction, Set<Long> spared) throws SQLException {
    long sum = 0;
    for (long id : spared) {
      Allocation each = transaction.find(id);
      if (each != null
          && each.pending().isLive()
          && each.pending().lease().reliability() == Reliability.SOFT) {
        sum += each.pending().charge();
      }
    }
    return sum;
  }

  /** One transaction's share of taking space back. */
  private final class Run {
    private final Transaction transaction;
    private final Need need;
    private final Set<Long> spared;
    private final List<Allocation> freed;
    private int left = BATCH;

    Run(Transaction transaction, Need need, Set<Long> spared, List<Allocation> freed) {
      this.transaction = transaction;
      this.need = need;
      this.spared = spared;
      this.freed = freed;
    }

    /**
     * Removes until nothing lacks any more.
     *
     * @param alsoHard whether that helps against a lack of bytes for hard allocations
     */
    void take(Selection source, boolean alsoHard) throws SQLException {
      if (left == 0 || !lacks(alsoHard)) {
        return;
      }
      for (AllocationRecord record : transaction.list(source, left)) {
        if (!lacks(alsoHard)) {
          return;
        }
        remove(record.id());
      }
    }

    private boolean lacks(boolean alsoHard) {
      SpaceUsage usage = transaction.usage();
      return need.lacking(space, usage) > 0 || (alsoHard && need.lackingHard(space, usage) > 0);
    }

    private void remove(long id) throws SQLException {
      Allocation allocation = spared.contains(id) ? null : transaction.find(id);
      if (allocation != null && !allocation.pending().isGone()) {
        transaction.delete(allocation);
        freed.add(allocation);
        left--;
      }
    }
  }
}
