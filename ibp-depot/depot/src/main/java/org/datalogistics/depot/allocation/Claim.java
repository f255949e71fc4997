package org.datalogistics.depot.allocation;

/**
 * The right to change a range of an allocation. Compared by identity: two uploads may claim the
 * same range.
 */
public final class Claim {
  private final long start;
  private final long end;
  private final long exclusiveFrom;
  private final boolean keeps;

  private Claim(long start, long end, long exclusiveFrom, boolean keeps) {
    this.start = start;
    this.end = end;
    this.exclusiveFrom = exclusiveFrom;
    this.keeps = keeps;
  }

  /**
   * To write so many bytes; what lies behind those that count belongs to this claim alone.
   *
   * @param counted bytes of the allocation that count now
   */
  public static Claim upload(long start, long length, long counted) {
    return new Claim(start, start + length, Math.max(start, counted), true);
  }

  /** To cut everything from there on. */
  public static Claim cut(long start) {
    return new Claim(start, Long.MAX_VALUE, start, false);
  }

  public long start() {
    return start;
  }

  public long end() {
    return end;
  }

  /** The first byte that nobody else may change. */
  public long exclusiveFrom() {
    return exclusiveFrom;
  }

  /** Whether its bytes may come to count, so that the data file must not be cut below its end. */
  public boolean keeps() {
    return keeps;
  }

  public boolean conflictsWith(Claim other) {
    return overlap(start, end, other.exclusiveFrom, other.end)
        || overlap(exclusiveFrom, end, other.start, other.end);
  }

  private static boolean overlap(long start1, long end1, long start2, long end2) {
    return Math.max(start1, start2) < Math.min(end1, end2);
  }
}
