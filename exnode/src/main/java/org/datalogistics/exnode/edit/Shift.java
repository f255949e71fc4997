package org.datalogistics.exnode.edit;

import org.datalogistics.exnode.CodingGroup;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;

/** Moves a file within another (exNode spec 8.8): its extents get other offsets. */
public final class Shift {

  private Shift() {}

  /**
   * The exNode with all offsets, and a recorded size, larger by so many bytes: what was byte 0 is
   * then byte {@code distance}.
   *
   * @param distance 0 or more
   * @throws IllegalArgumentException when an extent would end beyond 2^63
   */
  public static ExNode by(ExNode exNode, long distance) {
    if (distance < 0) {
      throw new IllegalArgumentException("a file cannot be moved by " + distance + " bytes");
    }
    Long size = exNode.size();
    return exNode.toBuilder()
        .size(size == null ? null : Long.valueOf(sum(size, distance)))
        .extents(exNode.extents().stream().map(extent -> by(extent, distance)).toList())
        .codingGroups(exNode.codingGroups().stream().map(group -> by(group, distance)).toList())
        .build();
  }

  /** The extent so many bytes further on, or back where negative. */
  static Extent by(Extent extent, long distance) {
    return new Extent(
        sum(extent.offset(), distance),
        extent.length(),
        extent.allocOffset(),
        extent.allocLength(),
        extent.e2eBlockSize(),
        extent.functions(),
        extent.capabilities(),
        extent.start(),
        extent.end(),
        extent.metadata());
  }

  /** The coding group so many bytes further on, or back where negative. */
  static CodingGroup by(CodingGroup group, long distance) {
    return group.withOffset(sum(group.offset(), distance));
  }

  private static long sum(long a, long b) {
    if (b > 0 ? a > Long.MAX_VALUE - b : a < Long.MIN_VALUE - b) {
      throw new IllegalArgumentException("byte " + a + " cannot be moved by " + b + " bytes");
    }
    return a + b;
  }
}
