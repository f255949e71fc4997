package org.datalogistics.exnode.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.Location;

/**
 * Which extents hold which bytes of a file (exNode spec 8.3 to 8.7): the extents of an exNode that
 * are well-formed, lie at least partly below the file's size, and pass a filter.
 *
 * <p>Immutable. Building takes {@code O(n log n)}.
 */
public final class ReplicaMap {

  private final ByteRange file;
  private final List<Extent> byStart;
  private final IntervalIndex index;

  private ReplicaMap(ByteRange file, List<Extent> byStart) {
    this.file = file;
    this.byStart = byStart;
    index = new IntervalIndex(byStart);
  }

  /** The map over all well-formed extents. */
  public static ReplicaMap of(ExNode exNode) {
    return of(exNode, extent -> true);
  }

  /** The map over the well-formed extents that pass the filter, see {@link ExtentFilters}. */
  public static ReplicaMap of(ExNode exNode, Predicate<? super Extent> usable) {
    long size = exNode.effectiveSize();
    List<Extent> byStart = new ArrayList<>();
    for (Extent extent : exNode.extents()) {
      if (extent.isWellFormed() && extent.offset() < size && usable.test(extent)) {
        byStart.add(extent);
      }
    }
    byStart.sort(Comparator.comparingLong(Extent::offset));
    return new ReplicaMap(new ByteRange(0, size), List.copyOf(byStart));
  }

  /** All bytes of the file. */
  public ByteRange file() {
    return file;
  }

  /**
   * The extents of this map by ascending offset; those of one offset in the order of the document.
   */
  public List<Extent> extents() {
    return byStart;
  }

  /** The bytes held and the holes. */
  public Coverage coverage() {
    return Coverage.of(file, byStart);
  }

  /** The elementary segments of the whole file, see {@link #segments(ByteRange)}. */
  public Iterable<Segment> segments() {
    return segments(file);
  }

  /**
   * A range cut wherever an extent begins or ends, so that within each piece the set of extents is
   * the same (exNode spec 8.4). Pieces come in order and leave no gap: a hole is a segment without
   * replicas. Each is computed when it is asked for, so that memory does not grow with their
   * number.
   *
   * @param within bytes wanted; what lies beyond the file is left out
   */
  public Iterable<Segment> segments(ByteRange within) {
    ByteRange clipped = clip(within);
    List<Extent> touching = index.overlapping(clipped);
    return () -> new SegmentIterator(clipped, touching);
  }

  /**
   * The extents that hold every byte of a range, without duplicates: of several with the same
   * capability the first counts.
   *
   * @param range not empty; ask for a {@linkplain #segments(ByteRange) segment} to leave no extent
   *     out
   */
  public List<Extent> candidates(ByteRange range) {
    List<Extent> holders = new ArrayList<>();
    for (Extent extent : index.overlapping(range)) {
      if (extent.range().contains(range)) {
        holders.add(extent);
      }
    }
    return SegmentIterator.distinct(holders);
  }

  /**
   * How many copies the bytes of the file have.
   *
   * @param key what makes two extents one copy when it is equal: see {@link CopiesBy}, or a
   *     function of one's own, such as the site of a depot
   */
  public CopySummary copies(Function<? super Extent, ?> key) {
    CopyCounter counter = new CopyCounter(byStart, key);
    Sweep sweep = new Sweep(file, byStart, counter);
    while (sweep.advance()) {
      counter.count(sweep.range());
    }
    return counter.summary();
  }

  /** The depots whose own extents hold the whole file. None when the file is empty. */
  public SortedSet<Location> completeDepots() {
    Map<Location, List<Extent>> byDepot = new HashMap<>();
    for (Extent extent : byStart) {
      extent
          .location()
          .ifPresent(depot -> byDepot.computeIfAbsent(depot, any -> new ArrayList<>()).add(extent));
    }
    SortedSet<Location> complete = new TreeSet<>();
    byDepot.forEach(
        (depot, extents) -> {
          if (Coverage.of(file, extents).isComplete()) {
            complete.add(depot);
          }
        });
    return complete;
  }

  /**
   * When the file loses its first byte and its first replica, by the ends recorded in the document.
   */
  public Expiry expiry() {
    return expiry(extent -> Optional.ofNullable(extent.end()));
  }

  /**
   * When the file loses its first byte and its first replica (exNode spec 8.6).
   *
   * @param end when an extent's allocation ends: as probed, or else as recorded; empty when unknown
   */
  public Expiry expiry(Function<? super Extent, Optional<Instant>> end) {
    ExpiryTracker tracker = new ExpiryTracker(byStart, end);
    Sweep sweep = new Sweep(file, byStart, tracker);
    while (sweep.advance()) {
      tracker.endOfSegment();
    }
    return tracker.expiry();
  }

  private ByteRange clip(ByteRange range) {
    return range.intersection(file).orElse(new ByteRange(0, 0));
  }
}
