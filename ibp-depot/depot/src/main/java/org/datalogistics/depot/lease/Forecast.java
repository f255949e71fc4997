package org.datalogistics.depot.lease;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.metadata.Selection;
import org.datalogistics.ibp.ExpiryEntry;
import org.datalogistics.ibp.FreeingEntry;

/** Which leases end next (IBP spec 10, commands 97 and 98). */
public final class Forecast {
  /** Most lines of an answer. */
  public static final int MAX_LINES = 10_000;

  private static final int PAGE = 512;

  private final LeaseBook book;

  public Forecast(LeaseBook book) {
    this.book = book;
  }

  /**
   * The leases that end from a moment on, soonest first, aliases among them.
   *
   * @param absolute whether the time counts from 1970, not from now
   * @param count how many at most; {@link #MAX_LINES} in any case
   */
  public CompletableFuture<List<ExpiryEntry>> expiries(
      boolean absolute, long timeSeconds, long count) {
    long from = absolute ? timeSeconds : book.now() / 1000 + timeSeconds;
    long most = Math.min(count, MAX_LINES);
    List<ExpiryEntry> entries = new ArrayList<>();
    long least = Long.MIN_VALUE / 1000;
    long greatest = Long.MAX_VALUE / 1000;
    return pages(
            1000 * Math.max(least, Math.min(greatest, from)),
            -1,
            record -> {
              if (entries.size() < most) {
                entries.add(
                    new ExpiryEntry(
                        record.lease().expiresAt() / 1000, record.id(), record.maxSize()));
              }
              return entries.size() < most;
            })
        .thenApply(done -> entries);
  }

  /** When so many bytes will have become free: a line for each second in which leases end. */
  public CompletableFuture<List<FreeingEntry>> freeing(long bytes) {
    Tally tally = new Tally(bytes);
    return pages(Long.MIN_VALUE, 0, tally::add).thenApply(done -> tally.lines());
  }

  /** Sums up, second by second, until there is enough. */
  private static final class Tally {
    private final List<FreeingEntry> lines = new ArrayList<>();
    private final long wanted;
    private long sum;

    Tally(long wanted) {
      this.wanted = wanted;
    }

    boolean add(AllocationRecord record) {
      long second = record.lease().expiresAt() / 1000;
      int last = lines.size() - 1;
      boolean same = last >= 0 && lines.get(last).expirySeconds() == second;
      if (!same && (sum >= wanted || lines.size() == MAX_LINES)) {
        return false;
      }
      FreeingEntry before = same ? lines.remove(last) : new FreeingEntry(second, 0, 0, 0, 0);
      long leased = record.isAlias() ? 0 : record.maxSize();
      lines.add(
          new FreeingEntry(
              second,
              before.allocations() + 1,
              before.aliases() + (record.isAlias() ? 1 : 0),
              before.bytesUsed() + record.size(),
              before.bytes() + leased));
      sum += leased;
      return true;
    }

    List<FreeingEntry> lines() {
      return lines;
    }
  }

  private interface Visitor {
    /** Whether to go on. */
    boolean visit(AllocationRecord record);
  }

  /** A page a transaction, so that others come between. */
  private CompletableFuture<Void> pages(long from, long afterId, Visitor visitor) {
    return book.read(transaction -> transaction.list(Selection.expiring(from, afterId), PAGE))
        .thenCompose(
            records -> {
              for (AllocationRecord record : records) {
                if (!visitor.visit(record)) {
                  return CompletableFuture.completedFuture(null);
                }
              }
              if (records.size() < PAGE) {
                return CompletableFuture.completedFuture(null);
              }
              AllocationRecord last = records.get(PAGE - 1);
              return pages(last.lease().expiresAt(), last.id(), visitor);
            });
  }
}
