package org.datalogistics.lors.erasure;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.CodingGroup;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.Location;
import org.datalogistics.exnode.plan.ReplicaMap;
import org.datalogistics.exnode.plan.Segment;

/** How well the slices of coding groups are spread over depots. */
public final class Spread {

  private Spread() {}

  /**
   * How many depots may be lost, whichever they are, before a coding group loses bytes; at least
   * that many, as copies of single slices are not counted on.
   *
   * @param usable whether the bytes of an extent can be had
   * @return -1 when the file has no group whose code is known here
   */
  public static int lossesSurvived(ExNode exNode, Predicate<? super Extent> usable) {
    int least = -1;
    ReplicaMap data = ReplicaMap.of(exNode, usable);
    for (GroupHealth health : Health.of(exNode, usable).groups()) {
      int survived = lossesSurvived(health, data, usable);
      least = least < 0 ? survived : Math.min(least, survived);
    }
    return least;
  }

  private static int lossesSurvived(
      GroupHealth health, ReplicaMap data, Predicate<? super Extent> usable) {
    CodingGroup group = health.group();
    Map<Location, Integer> slices = new HashMap<>();
    for (int i = 0; i < group.dataSlices(); i++) {
      Set<Location> depots = new HashSet<>();
      ByteRange slice = group.dataSlice(i);
      for (Segment segment : data.segments(slice)) {
        segment.replicas().forEach(extent -> extent.location().ifPresent(depots::add));
      }
      depots.forEach(depot -> slices.merge(depot, 1, Integer::sum));
    }
    for (int i = 0; i < group.paritySlices(); i++) {
      Set<Location> depots = new HashSet<>();
      group.parity(i).stream()
          .filter(usable)
          .forEach(extent -> extent.location().ifPresent(depots::add));
      depots.forEach(depot -> slices.merge(depot, 1, Integer::sum));
    }
    List<Integer> most = slices.values().stream().sorted((a, b) -> b - a).toList();
    int spare = health.spare();
    int lost = 0;
    for (int count : most) {
      spare -= count;
      if (spare < 0) {
        break;
      }
      lost++;
    }
    return lost;
  }
}
