package org.datalogistics.lors.erasure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.CodingGroup;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.plan.ReplicaMap;
import org.datalogistics.exnode.plan.Segment;

/**
 * What can be had of a file when extents and parity are taken together: a byte that no extent has
 * is rebuilt when enough slices of its coding group are there.
 *
 * @param groups by offset; groups of codes that are not known here are left out, and give nothing
 * @param rebuildable bytes that only rebuilding gives, in order
 * @param lost bytes that nothing gives, in order
 */
public record Health(List<GroupHealth> groups, List<ByteRange> rebuildable, List<ByteRange> lost) {

  public Health {
    groups = List.copyOf(groups);
    rebuildable = List.copyOf(rebuildable);
    lost = List.copyOf(lost);
  }

  /**
   * The health of a file.
   *
   * @param usable whether the bytes of an extent, of data or parity, can be had; those that are not
   *     well-formed never are
   */
  public static Health of(ExNode exNode, Predicate<? super Extent> usable) {
    ReplicaMap data = ReplicaMap.of(exNode, usable);
    List<GroupHealth> groups = new ArrayList<>();
    List<ByteRange> rebuildable = new ArrayList<>();
    List<ByteRange> holes = new ArrayList<>(data.coverage().holes());
    for (CodingGroup group : exNode.codingGroups()) {
      if (group.isReedSolomon()) {
        GroupHealth health = of(group, data, usable);
        groups.add(health);
        health.rebuildable().forEach(range -> Gaps.add(rebuildable, range.offset(), range.end()));
      }
    }
    List<ByteRange> lost = new ArrayList<>();
    int first = 0;
    for (ByteRange hole : holes) {
      while (first < rebuildable.size() && rebuildable.get(first).end() <= hole.offset()) {
        first++;
      }
      int last = first;
      while (last < rebuildable.size() && rebuildable.get(last).offset() < hole.end()) {
        last++;
      }
      Gaps.of(hole, rebuildable.subList(first, last))
          .forEach(range -> Gaps.add(lost, range.offset(), range.end()));
    }
    return new Health(groups, rebuildable, lost);
  }

  /** Whether every byte of the file can be had. */
  public boolean isReadable() {
    return lost.isEmpty();
  }

  private static GroupHealth of(
      CodingGroup group, ReplicaMap data, Predicate<? super Extent> usable) {
    List<List<ByteRange>> gaps = new ArrayList<>();
    for (int i = 0; i < group.dataSlices(); i++) {
      gaps.add(dataGaps(group, i, data));
    }
    ByteRange slice = new ByteRange(0, group.sliceLength());
    for (int i = 0; i < group.paritySlices(); i++) {
      List<ByteRange> there =
          group.parity(i).stream()
              .filter(extent -> extent.isWellFormed() && usable.test(extent))
              .map(Extent::range)
              .toList();
      gaps.add(Gaps.of(slice, there));
    }
    return columns(group, gaps, data.file());
  }

  /** What is missing of a data slice, counted from its start. Zeros behind the end never are. */
  private static List<ByteRange> dataGaps(CodingGroup group, int index, ReplicaMap data) {
    ByteRange slice = group.dataSlice(index);
    List<ByteRange> gaps = new ArrayList<>();
    for (Segment segment : data.segments(slice)) {
      if (segment.isHole()) {
        Gaps.add(
            gaps,
            segment.range().offset() - slice.offset(),
            segment.range().end() - slice.offset());
      }
    }
    // Bytes of the group beyond a size that someone has lowered have no extent either.
    long known = Math.max(0, Math.min(slice.length(), data.file().end() - slice.offset()));
    Gaps.add(gaps, known, slice.length());
    return gaps;
  }

  /** Goes over the columns in which the same slices are missing. */
  private static GroupHealth columns(
      CodingGroup group, List<List<ByteRange>> gaps, ByteRange file) {
    SortedSet<Long> cuts = new TreeSet<>();
    List<Integer> missing = new ArrayList<>();
    for (int slice = 0; slice < gaps.size(); slice++) {
      for (ByteRange gap : gaps.get(slice)) {
        cuts.add(gap.offset());
        cuts.add(gap.end());
      }
      if (!gaps.get(slice).isEmpty()) {
        missing.add(slice);
      }
    }
    int spare = group.paritySlices();
    List<ByteRange> rebuildable = new ArrayList<>();
    List<ByteRange> lost = new ArrayList<>();
    long start = 0;
    for (long end : cuts) {
      ByteRange column = ByteRange.between(start, end);
      List<Integer> absent =
          missing.stream().filter(slice -> covers(gaps.get(slice), column)).toList();
      int left = group.paritySlices() - absent.size();
      if (!column.isEmpty()) {
        spare = Math.min(spare, left);
        List<ByteRange> fate = left < 0 ? lost : rebuildable;
        for (int slice : absent) {
          if (slice < group.dataSlices()) {
            long from = group.offset() + slice * group.sliceLength();
            ByteRange.between(from + start, from + end).intersection(file).ifPresent(fate::add);
          }
        }
      }
      start = end;
    }
    return new GroupHealth(group, missing, spare, merged(rebuildable), merged(lost));
  }

  private static boolean covers(List<ByteRange> gaps, ByteRange column) {
    return gaps.stream().anyMatch(gap -> gap.contains(column));
  }

  private static List<ByteRange> merged(List<ByteRange> ranges) {
    List<ByteRange> merged = new ArrayList<>();
    ranges.stream()
        .sorted(Comparator.comparingLong(ByteRange::offset))
        .forEach(range -> Gaps.add(merged, range.offset(), range.end()));
    return merged;
  }
}
