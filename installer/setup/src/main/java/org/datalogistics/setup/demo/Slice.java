package org.datalogistics.setup.demo;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.Location;

/**
 * A slice of the file and the depots that hold a copy of it.
 *
 * @param holders as the exNode names them
 */
record Slice(ByteRange range, Set<Location> holders) {
  Slice {
    holders = Set.copyOf(holders);
  }

  /** The slices of a file in order. */
  static List<Slice> of(ExNode exNode) {
    SortedMap<Long, Slice> slices = new TreeMap<>();
    for (Extent extent : exNode.extents()) {
      Set<Location> holders = extent.location().map(Set::of).orElse(Set.of());
      slices.merge(extent.offset(), new Slice(extent.range(), holders), Slice::and);
    }
    return List.copyOf(slices.values());
  }

  private Slice and(Slice copy) {
    Set<Location> all = new HashSet<>(holders);
    all.addAll(copy.holders);
    return new Slice(range, all);
  }

  boolean isOn(Location depot) {
    return holders.contains(depot);
  }
}
