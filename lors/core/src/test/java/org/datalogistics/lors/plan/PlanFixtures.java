package org.datalogistics.lors.plan;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.condition.KeyRing;

/** Documents and plans for tests; nothing behind the capabilities. */
final class PlanFixtures {
  static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  private PlanFixtures() {}

  static Extent extent(long offset, long length, String host) {
    return Extent.builder(offset, length)
        .capabilities("ibp://" + host + ":6714/1#k" + offset + "x" + length + "/1/READ", null, null)
        .build();
  }

  static ExNode file(long size, Extent... extents) {
    return ExNode.builder("f").size(size).extents(List.of(extents)).build();
  }

  static DownloadPlan plan(ExNode file, long pieceSize) {
    try {
      return DownloadPlan.of(
          file, new ByteRange(0, file.effectiveSize()), pieceSize, NOW, KeyRing.NONE);
    } catch (LorsException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Pieces of 10 bytes, each on all of the hosts. */
  static List<Piece> pieces(int count, String... hosts) {
    List<Extent> extents = new ArrayList<>();
    for (String host : hosts) {
      extents.add(extent(0, 10L * count, host));
    }
    return plan(file(10L * count, extents.toArray(Extent[]::new)), 10).pieces();
  }
}
