package org.datalogistics.lors.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.plan.ExtentState;
import org.datalogistics.lors.listing.ListedExtent;

/**
 * Finds copies that differ from the others: what a checksum vouches for is right, else what most
 * copies say. Pure functions.
 */
final class Comparison {

  private Comparison() {}

  /**
   * What the comparison shows.
   *
   * @param extents in the order given; those that differ from what is right are corrupt
   * @param disputed ranges whose copies differ while nobody can say which is right
   */
  record Outcome(List<ListedExtent> extents, List<ByteRange> disputed) {}

  static Outcome of(List<Verified> verified) {
    Map<ByteRange, List<Verified>> bySegment = new LinkedHashMap<>();
    for (Verified one : verified) {
      for (ByteRange segment : one.prints().keySet()) {
        bySegment.computeIfAbsent(segment, any -> new ArrayList<>()).add(one);
      }
    }
    Set<Verified> wrong = new HashSet<>();
    List<ByteRange> disputed = new ArrayList<>();
    bySegment.forEach(
        (segment, copies) -> {
          Map<Long, Long> votes = votes(segment, copies);
          if (votes.size() < 2) {
            return;
          }
          List<Long> best = best(votes);
          if (best.size() > 1) {
            disputed.add(segment);
          } else {
            copies.stream()
                .filter(copy -> !best.get(0).equals(copy.prints().get(segment)))
                .forEach(wrong::add);
          }
        });
    disputed.sort(Comparator.comparingLong(ByteRange::offset));
    return new Outcome(
        verified.stream()
            .map(
                one ->
                    wrong.contains(one)
                        ? Inspection.with(
                            one.listed(), ExtentState.CORRUPT, "its bytes differ from other copies")
                        : one.listed())
            .toList(),
        disputed);
  }

  /** A copy that is vouched for outweighs any number of others. */
  private static Map<Long, Long> votes(ByteRange segment, List<Verified> copies) {
    Map<Long, Long> votes = new HashMap<>();
    for (Verified copy : copies) {
      votes.merge(copy.prints().get(segment), copy.vouched() ? 1L << 32 : 1L, Long::sum);
    }
    return votes;
  }

  private static List<Long> best(Map<Long, Long> votes) {
    long most = votes.values().stream().mapToLong(Long::longValue).max().orElse(0);
    return votes.entrySet().stream()
        .filter(entry -> entry.getValue() == most)
        .map(Map.Entry::getKey)
        .toList();
  }
}
