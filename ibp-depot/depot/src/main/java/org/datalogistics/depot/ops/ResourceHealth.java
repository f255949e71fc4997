package org.datalogistics.depot.ops;

import org.datalogistics.depot.allocation.SpaceUsage;
import org.datalogistics.ibp.DepotStatus;

/**
 * A resource at a moment.
 *
 * @param space as STATUS tells it, bytes
 * @param usage what is leased
 */
public record ResourceHealth(DepotStatus space, SpaceUsage usage) {
  /** The resource id. */
  public String id() {
    return space.rid();
  }
}
