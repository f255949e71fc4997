package org.datalogistics.exnode.edit;

import java.util.Set;
import org.datalogistics.exnode.CapabilityUris;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;

/** Takes capabilities out of an exNode before it is shared (exNode spec 8.8). */
public final class Withhold {

  private Withhold() {}

  /** The kinds of capabilities. */
  public enum Kind {
    READ,
    WRITE,
    MANAGE
  }

  /** The exNode without capabilities of these kinds, those of parity included. */
  public static ExNode from(ExNode exNode, Set<Kind> kinds) {
    return exNode.mapAllExtents(extent -> from(extent, kinds));
  }

  /** The extent without capabilities of these kinds. */
  public static Extent from(Extent extent, Set<Kind> kinds) {
    CapabilityUris all = extent.capabilities();
    return extent.toBuilder()
        .capabilities(
            new CapabilityUris(
                kinds.contains(Kind.READ) ? null : all.read(),
                kinds.contains(Kind.WRITE) ? null : all.write(),
                kinds.contains(Kind.MANAGE) ? null : all.manage()))
        .build();
  }
}
