package org.datalogistics.depot.allocation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.datalogistics.ibp.ByteRange;

/**
 * The right to change ranges of an allocation. Compared by identity: two uploads may claim the same
 * ranges.
 */
public final class Claim {
  private final List<ByteRange> pieces;

  /** First bytes of disjoint ranges, in order. */
  private final long[] starts;

  /** The bytes behind the last ones, in the same order. */
  private final long[] ends;

  private final long exclusiveFrom;
  private final boolean keeps;

  private Claim(List<ByteRange> pieces, long exclusiveFrom, boolean keeps) {
    this.pieces = pieces;
    this.exclusiveFrom = exclusiveFrom;
    this.keeps = keeps;
    long[] from = new long[pieces.size()];
    long[] to = new long[pieces.size()];
    int count = 0;
    List<ByteRange> sorted =
        pieces.size() < 2
            ? pieces
            : pieces.stream()
                .sorted((one, other) -> Long.compare(one.offset(), other.offset()))
                .toList();
    for (ByteRange piece : sorted) {
      if (piece.length() == 0) {
        continue;
      }
      if (count > 0 && piece.offset() <= to[count - 1]) {
        to[count - 1] = Math.max(to[count - 1], piece.end());
      } else {
        from[count] = piece.offset();
        to[count] = piece.end();
        count++;
      }
    }
    this.starts = LongStream.of(from).limit(count).toArray();
    this.ends = LongStream.of(to).limit(count).toArray();
  }

  /**
   * To write these pieces, which may overlap; what lies behind the bytes that count belongs to this
   * claim alone.
   *
   * @param counted bytes of the allocation that count now
   */
  public static Claim upload(List<ByteRange> pieces, long counted) {
    return new Claim(List.copyOf(pieces), counted, true);
  }

  /** To cut everything from there on. */
  public static Claim cut(long start) {
    return new Claim(List.of(new ByteRange(start, Long.MAX_VALUE - start)), start, false);
  }

  /** To know of changes in a range, without a wish to change it. */
  public static Claim over(long start, long end) {
    return new Claim(List.of(new ByteRange(start, end - start)), end, false);
  }

  /**
   * To be alone with something else than bytes, such as one end of a queue; such claims are not
   * mixed with others of the same allocation.
   *
   * @param last not below {@code first}
   */
  public static Claim lanes(int first, int last) {
    return new Claim(List.of(new ByteRange(first, last - first + 1)), 0, false);
  }

  /** What was asked for, in the order of asking. */
  public List<ByteRange> pieces() {
    return pieces;
  }

  /** The byte behind the last one, 0 without any. */
  public long end() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }

  /** How many disjoint ranges it covers. */
  public int rangeCount() {
    return starts.length;
  }

  /** A disjoint range, by its number in the order of the bytes. */
  public ByteRange range(int number) {
    return new ByteRange(starts[number], ends[number] - starts[number]);
  }

  /** Nobody else may change its bytes from there on. */
  public long exclusiveFrom() {
    return exclusiveFrom;
  }

  /** Whether its bytes may come to count, so that the data file must not be cut below its end. */
  public boolean keeps() {
    return keeps;
  }

  /** Whether it has a byte of {@code [from, to)}. */
  public boolean touches(long from, long to) {
    int found = Arrays.binarySearch(ends, from);
    int next = found >= 0 ? found + 1 : -found - 1;
    return next < starts.length && starts[next] < to && from < to;
  }

  /** Whether it has all bytes of {@code [from, to)}. */
  public boolean covers(long from, long to) {
    int found = Arrays.binarySearch(ends, from);
    int next = found >= 0 ? found + 1 : -found - 1;
    return from >= to || (next < starts.length && starts[next] <= from && to <= ends[next]);
  }

  public boolean conflictsWith(Claim other) {
    long from = Math.min(exclusiveFrom, other.exclusiveFrom);
    int mine = 0;
    int others = 0;
    while (mine < starts.length && others < other.starts.length) {
      long start = Math.max(from, Math.max(starts[mine], other.starts[others]));
      if (start < Math.min(ends[mine], other.ends[others])) {
        return true;
      }
      if (ends[mine] < other.ends[others]) {
        mine++;
      } else {
        others++;
      }
    }
    return false;
  }
}
