package org.datalogistics.depot.metadata;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.State;
import org.datalogistics.ibp.Reliability;

/**
 * Which allocations to list, and in which order. Each has an index of its own in the database, so
 * that listing costs what it gives, not what there is.
 */
public final class Selection {
  private static final Comparator<AllocationRecord> BY_ID =
      Comparator.comparingLong(AllocationRecord::id);
  private static final Comparator<AllocationRecord> BY_EXPIRY =
      Comparator.<AllocationRecord>comparingLong(record -> record.lease().expiresAt())
          .thenComparing(BY_ID);
  private static final Comparator<AllocationRecord> BY_TRASHED =
      Comparator.<AllocationRecord>comparingLong(record -> record.state().trashedAt())
          .thenComparing(BY_ID);

  /** The number of the column by which it is ordered, before the id. */
  private static final int EXPIRES_AT = 11;

  private static final int TRASHED_AT = 23;

  private final String condition;
  private final List<Long> parameters;
  private final Predicate<AllocationRecord> matches;
  private final Comparator<AllocationRecord> order;
  private final int keyColumn;

  private Selection(
      String condition,
      List<Long> parameters,
      Predicate<AllocationRecord> matches,
      Comparator<AllocationRecord> order,
      int keyColumn) {
    this.condition = condition;
    this.parameters = parameters;
    this.matches = matches;
    this.order = order;
    this.keyColumn = keyColumn;
  }

  /** Live ones, aliases too, whose lease ended by then, the longest ended first. */
  public static Selection ended(long byMillis) {
    return new Selection(
        "state=0 AND expires_at<=? AND (expires_at, id)>(?, ?) ORDER BY expires_at, id",
        List.of(byMillis),
        record -> record.isLive() && record.lease().expiresAt() <= byMillis,
        BY_EXPIRY,
        EXPIRES_AT);
  }

  /**
   * Live ones, aliases too, by the end of their lease, from that moment on.
   *
   * @param afterId of those that end at that moment, only those with a greater id: with the last
   *     one's end and id the listing goes on
   */
  public static Selection expiring(long fromMillis, long afterId) {
    return new Selection(
        "state=0 AND (expires_at, id)>(?, ?) ORDER BY expires_at, id",
        List.of(fromMillis, afterId),
        record ->
            record.isLive()
                && (record.lease().expiresAt() > fromMillis
                    || (record.lease().expiresAt() == fromMillis && record.id() > afterId)),
        BY_EXPIRY,
        0);
  }

  /** Live soft allocations, not aliases, those that end soonest first. */
  public static Selection soft() {
    return new Selection(
        "state=0 AND reliability=1 AND master IS NULL AND (expires_at, id)>(?, ?)"
            + " ORDER BY expires_at, id",
        List.of(),
        record ->
            record.isLive()
                && !record.isAlias()
                && record.lease().reliability() == Reliability.SOFT,
        BY_EXPIRY,
        EXPIRES_AT);
  }

  /** Those that came into that trash bin by then, the oldest first. */
  public static Selection trash(State.Kind bin, long byMillis) {
    return new Selection(
        "state=? AND trashed_at<=? AND (trashed_at, id)>(?, ?) ORDER BY trashed_at, id",
        List.of((long) RowCodes.of(bin), byMillis),
        record -> record.state().kind() == bin && record.state().trashedAt() <= byMillis,
        BY_TRASHED,
        TRASHED_AT);
  }

  /** The aliases of an allocation, by id, from the next after that one on. */
  public static Selection aliases(long master, long afterId) {
    return new Selection(
        "master=? AND id>? ORDER BY id",
        List.of(master, afterId),
        record -> {
          var window = record.window();
          return window != null && window.master() == master && record.id() > afterId;
        },
        BY_ID,
        0);
  }

  /** Those with a damaged block, by id, from the next after that one on. */
  public static Selection damaged(long afterId) {
    return new Selection(
        "damaged=1 AND id>? ORDER BY id",
        List.of(afterId),
        record -> record.protection().damaged() && record.id() > afterId,
        BY_ID,
        0);
  }

  /** All there are in any state, by id, from the next after that one on. */
  public static Selection all(long afterId) {
    return new Selection(
        "id>? ORDER BY id", List.of(afterId), record -> record.id() > afterId, BY_ID, 0);
  }

  /** What follows WHERE. */
  String condition() {
    return condition;
  }

  List<Long> parameters() {
    return parameters;
  }

  /**
   * The number of the column that, with the id, has two more parameters behind the others: only
   * greater rows are looked at. 0 if there is none.
   */
  int keyColumn() {
    return keyColumn;
  }

  boolean matches(AllocationRecord record) {
    return matches.test(record);
  }

  Comparator<AllocationRecord> order() {
    return order;
  }
}
