package org.datalogistics.exnode.edit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.CodingGroup;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.ParitySlice;

/** Takes extents, or parts of them, out of an exNode (exNode spec 8.8). */
public final class Trim {

  private Trim() {}

  /** The extents by ascending offset, as tools number them from 0. */
  public static List<Extent> numbered(ExNode exNode) {
    return exNode.extents().stream().sorted(Comparator.comparingLong(Extent::offset)).toList();
  }

  /**
   * The exNode without the extents, of data or parity, that the test tells of; the others stay in
   * their order. A coding group without parity goes too.
   */
  public static ExNode without(ExNode exNode, Predicate<? super Extent> gone) {
    List<CodingGroup> groups = new ArrayList<>();
    for (CodingGroup group : exNode.codingGroups()) {
      List<ParitySlice> rest =
          group.slices().stream().filter(slice -> !gone.test(slice.extent())).toList();
      if (!rest.isEmpty()) {
        groups.add(group.withSlices(rest));
      }
    }
    return exNode.toBuilder()
        .extents(exNode.extents().stream().filter(extent -> !gone.test(extent)).toList())
        .codingGroups(groups)
        .build();
  }

  /**
   * The exNode whose extents no longer hold a range; malformed extents and parity stay as they are.
   */
  public static ExNode range(ExNode exNode, ByteRange cut) {
    List<Extent> rest = new ArrayList<>();
    for (Extent extent : exNode.extents()) {
      if (extent.isWellFormed()) {
        rest.addAll(range(extent, cut));
      } else {
        rest.add(extent);
      }
    }
    return exNode.withExtents(rest);
  }

  /**
   * What is left of an extent without a range: nothing, itself, one end, or both ends, which share
   * the capabilities. Only one of two ends keeps the identity of a UNIS resource.
   *
   * @param extent well-formed
   */
  public static List<Extent> range(Extent extent, ByteRange cut) {
    ByteRange whole = extent.range();
    if (!whole.overlaps(cut)) {
      return List.of(extent);
    }
    List<Extent> rest = new ArrayList<>(2);
    if (cut.offset() > whole.offset()) {
      rest.add(keep(extent, ByteRange.between(whole.offset(), cut.offset())));
    }
    if (cut.end() < whole.end()) {
      Extent tail = keep(extent, ByteRange.between(cut.end(), whole.end()));
      rest.add(rest.isEmpty() ? tail : anonymous(tail));
    }
    return rest;
  }

  /**
   * The part of an extent that holds a range.
   *
   * @param extent well-formed
   * @param kept within the extent, not empty
   */
  static Extent keep(Extent extent, ByteRange kept) {
    return extent.toBuilder()
        .range(kept)
        .allocOffset(extent.positionInAllocation(kept.offset()))
        .allocLength(extent.allocLength())
        .build();
  }

  /** The extent without the identity of a UNIS resource, which only one extent can have. */
  static Extent anonymous(Extent extent) {
    return extent.toBuilder().metadata(extent.metadata().without("id").without("selfRef")).build();
  }

  /**
   * The allocations of one version of an exNode that another version no longer uses, each once:
   * those whose storage may be given back.
   */
  public static List<Extent> unused(ExNode before, ExNode after) {
    Set<String> used = new HashSet<>();
    after.allExtents().forEach(extent -> capabilities(extent).forEach(used::add));
    List<Extent> unused = new ArrayList<>();
    for (Extent extent : before.allExtents()) {
      boolean named = capabilities(extent).findAny().isPresent();
      if (named && capabilities(extent).noneMatch(used::contains)) {
        capabilities(extent).forEach(used::add);
        unused.add(extent);
      }
    }
    return unused;
  }

  private static Stream<String> capabilities(Extent extent) {
    return Stream.of(extent.read(), extent.write(), extent.manage()).filter(Objects::nonNull);
  }
}
