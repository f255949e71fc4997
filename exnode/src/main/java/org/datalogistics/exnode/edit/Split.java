package org.datalogistics.exnode.edit;

import java.util.ArrayList;
import java.util.List;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;

/** Makes a part of a file a file of its own, without any storage operation (exNode spec 8.8). */
public final class Split {

  private Split() {}

  /**
   * The file that consists of a range of another. It shares the allocations, and has no identity as
   * a UNIS resource yet. Coding groups that the range cuts do not apply to it.
   *
   * @param range within the file
   * @throws IllegalArgumentException when the range is beyond the file
   */
  public static ExNode part(ExNode exNode, ByteRange range) {
    if (range.end() > exNode.effectiveSize()) {
      throw new IllegalArgumentException(
          "the range " + range + " is beyond the " + exNode.effectiveSize() + " bytes of the file");
    }
    List<Extent> parts = new ArrayList<>();
    for (Extent extent : exNode.extents()) {
      if (extent.isWellFormed()) {
        extent
            .range()
            .intersection(range)
            .map(kept -> Shift.by(Trim.anonymous(Trim.keep(extent, kept)), -range.offset()))
            .ifPresent(parts::add);
      }
    }
    return exNode.toBuilder()
        .size(range.length())
        .extents(parts)
        .codingGroups(
            exNode.codingGroups().stream()
                .filter(group -> range.contains(group.range()))
                .map(group -> Shift.by(group, -range.offset()))
                .toList())
        .metadata(exNode.metadata().without("id").without("selfRef"))
        .build();
  }
}
