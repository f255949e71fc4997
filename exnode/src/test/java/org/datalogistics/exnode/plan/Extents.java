package org.datalogistics.exnode.plan;

import java.time.Instant;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.ExNodeBuilder;
import org.datalogistics.exnode.Extent;
import org.jspecify.annotations.Nullable;

/** Small exNodes whose depots are named by letters. */
final class Extents {

  private Extents() {}

  /** An extent with an allocation of its own. */
  static Extent extent(String depot, long offset, long length) {
    return extent(depot, offset, length, null);
  }

  static Extent extent(String depot, long offset, long length, @Nullable Instant end) {
    String capability = "ibp://" + depot + ".example.org:6714/" + offset + "-" + length + "/1/READ";
    return Extent.builder(offset, length)
        .capabilities(capability, null, null)
        .lifetime(null, end)
        .build();
  }

  static ExNode file(@Nullable Long size, Extent... extents) {
    ExNodeBuilder exNode = ExNode.builder("f").size(size);
    for (Extent extent : extents) {
      exNode.add(extent);
    }
    return exNode.build();
  }
}
