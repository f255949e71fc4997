package org.datalogistics.lors.plan;

import java.util.List;
import org.datalogistics.exnode.ByteRange;

/**
 * A part of a file that is loaded at once.
 *
 * @param range its bytes in the file, at least one
 * @param sources extents of which each holds all of it; empty for a hole
 */
public record Piece(ByteRange range, List<Source> sources) {
  public Piece {
    sources = List.copyOf(sources);
    if (range.isEmpty()) {
      throw new IllegalArgumentException("a piece without bytes at " + range.offset());
    }
  }
}
