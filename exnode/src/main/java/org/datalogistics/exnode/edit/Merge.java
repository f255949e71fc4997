package org.datalogistics.exnode.edit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.datalogistics.exnode.CodingGroup;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.Metadata;
import org.datalogistics.exnode.ParitySlice;
import org.datalogistics.exnode.TypedValue;
import org.jspecify.annotations.Nullable;

/** Joins two exNodes (exNode spec 8.8). */
public final class Merge {

  private Merge() {}

  private record Same(@Nullable String read, long offset, long length, long allocOffset) {
    static Same as(Extent extent) {
      return new Same(extent.read(), extent.offset(), extent.length(), extent.allocOffset());
    }
  }

  /**
   * Two descriptions of one file as one: the extents of both, those listed twice once. Name and
   * metadata are those of the first.
   *
   * @param now becomes the time of modification
   * @throws IllegalArgumentException when the sizes differ
   */
  public static ExNode sameFile(ExNode first, ExNode second, Instant now) {
    if (first.effectiveSize() != second.effectiveSize()) {
      throw new IllegalArgumentException(
          "%s has %d bytes and %s %d: they do not describe the same file"
              .formatted(name(first), first.effectiveSize(), name(second), second.effectiveSize()));
    }
    return union(first, second, now);
  }

  /**
   * The second file placed into the first, its byte 0 at an offset; the file ends where the one
   * that ends later does.
   *
   * @param offset 0 or more
   * @throws IllegalArgumentException when it would end beyond 2^63
   */
  public static ExNode at(ExNode first, ExNode second, long offset, Instant now) {
    ExNode moved = Shift.by(second.toBuilder().size(second.effectiveSize()).build(), offset);
    long size = Math.max(first.effectiveSize(), moved.effectiveSize());
    return union(first.toBuilder().size(size).build(), moved, now);
  }

  /** The first file, then the second. */
  public static ExNode concatenate(ExNode first, ExNode second, Instant now) {
    return at(first, second, first.effectiveSize(), now);
  }

  private static ExNode union(ExNode first, ExNode second, Instant now) {
    Set<Same> seen = new HashSet<>();
    List<Extent> all = new ArrayList<>();
    for (Extent extent : first.extents()) {
      seen.add(Same.as(extent));
      all.add(extent);
    }
    for (Extent extent : second.extents()) {
      if (extent.read() == null || seen.add(Same.as(extent))) {
        all.add(extent);
      }
    }
    return first.toBuilder()
        .extents(all)
        .codingGroups(groups(first.codingGroups(), second.codingGroups()))
        .metadata(metadata(first.metadata(), second.metadata()))
        .modified(now)
        .build();
  }

  /** Of two groups that overlap the first counts, with the parity of both if they are alike. */
  private static List<CodingGroup> groups(List<CodingGroup> first, List<CodingGroup> second) {
    List<CodingGroup> all = new ArrayList<>(first);
    for (CodingGroup group : second) {
      int at = -1;
      for (int i = 0; i < first.size() && at < 0; i++) {
        at = first.get(i).range().overlaps(group.range()) ? i : -1;
      }
      if (at < 0) {
        all.add(group);
      } else if (all.get(at).withSlices(List.of()).equals(group.withSlices(List.of()))) {
        Set<ParitySlice> slices = new LinkedHashSet<>(all.get(at).slices());
        slices.addAll(group.slices());
        all.set(at, group.withSlices(List.copyOf(slices)));
      }
    }
    return all;
  }

  private static Metadata metadata(Metadata first, Metadata second) {
    Metadata all = first;
    for (Map.Entry<String, TypedValue> entry : second.entries().entrySet()) {
      boolean identity = entry.getKey().equals("id") || entry.getKey().equals("selfRef");
      if (!identity && first.get(entry.getKey()) == null) {
        all = all.with(entry.getKey(), entry.getValue());
      }
    }
    return all;
  }

  private static String name(ExNode exNode) {
    return exNode.name().isEmpty() ? "an exNode without name" : exNode.name();
  }
}
