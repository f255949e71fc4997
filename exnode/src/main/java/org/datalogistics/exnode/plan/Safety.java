package org.datalogistics.exnode.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;

/**
 * How safe a file is, by what was found out about its extents (exNode spec 8.3 to 8.6). Parity is
 * not counted here: see the coding groups of the exNode.
 *
 * @param recorded the bytes that well-formed extents hold
 * @param readable those of extents that a reader may find: read capability there, not known to be
 *     lost or out of reach
 * @param live those that depots were found to hold
 * @param depots copies on distinct depots, of what is live
 * @param domains copies in distinct failure domains, of what is live
 * @param expiry when live copies end
 */
public record Safety(
    Coverage recorded,
    Coverage readable,
    Coverage live,
    CopySummary depots,
    CopySummary domains,
    Expiry expiry) {

  /** A range whose bytes are live on so many depots, which is fewer than wanted. */
  public record Weak(ByteRange range, int copies) {}

  /**
   * The safety of a file.
   *
   * @param found one for each extent of the exNode
   * @param domain the failure domain of an extent: those of one are lost together
   */
  public static Safety of(
      ExNode exNode, List<Observation> found, Function<? super Extent, ?> domain) {
    IdentityHashMap<Extent, Observation> byExtent = new IdentityHashMap<>();
    found.forEach(one -> byExtent.put(one.extent(), one));
    ReplicaMap live = map(exNode, found, Observation::isLive);
    return new Safety(
        ReplicaMap.of(exNode).coverage(),
        map(exNode, found, Observation::mayBeRead).coverage(),
        live.coverage(),
        live.copies(CopiesBy.DEPOT),
        live.copies(domain),
        live.expiry(extent -> ends(byExtent, extent)));
  }

  private static Optional<Instant> ends(
      IdentityHashMap<Extent, Observation> byExtent, Extent extent) {
    Observation observation = byExtent.get(extent);
    return observation == null ? Optional.empty() : observation.ends();
  }

  /** The map over the extents whose observation passes. */
  public static ReplicaMap map(
      ExNode exNode, List<Observation> found, Predicate<Observation> usable) {
    long size = exNode.effectiveSize(); // by all extents, not only by the usable ones
    List<Extent> extents = found.stream().filter(usable).map(Observation::extent).toList();
    return ReplicaMap.of(exNode.toBuilder().size(size).extents(extents).build());
  }

  /**
   * The ranges with fewer copies than wanted, in order; neighbours of the same number of copies are
   * one.
   */
  public static List<Weak> below(ReplicaMap live, Function<? super Extent, ?> key, int wanted) {
    List<Weak> weak = new ArrayList<>();
    for (Segment segment : live.segments()) {
      int copies = (int) segment.replicas().stream().map(key).distinct().count();
      if (copies < wanted) {
        Weak last = weak.isEmpty() ? null : weak.get(weak.size() - 1);
        if (last != null
            && last.copies() == copies
            && last.range().end() == segment.range().offset()) {
          ByteRange joined = ByteRange.between(last.range().offset(), segment.range().end());
          weak.set(weak.size() - 1, new Weak(joined, copies));
        } else {
          weak.add(new Weak(segment.range(), copies));
        }
      }
    }
    return weak;
  }
}
