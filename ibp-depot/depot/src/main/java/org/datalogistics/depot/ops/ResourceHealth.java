package org.datalogistics.depot.ops;

import java.util.Locale;
import java.util.Optional;
import org.datalogistics.depot.allocation.SpaceUsage;
import org.datalogistics.depot.resource.Resource;
import org.datalogistics.depot.resource.ResourceState;
import org.datalogistics.ibp.DepotStatus;

/**
 * A resource at a moment.
 *
 * @param space as STATUS tells it, bytes
 * @param usage what is leased
 * @param state what it serves
 * @param fault why it went offline by itself, if it did
 */
public record ResourceHealth(
    DepotStatus space, SpaceUsage usage, ResourceState state, Optional<String> fault) {
  /** Looks at a resource; may wait for its disk. */
  static ResourceHealth of(Resource resource) {
    return new ResourceHealth(
        resource.status(), resource.usage(), resource.state(), resource.fault());
  }

  /** The resource id. */
  public String id() {
    return space.rid();
  }

  /** The state as settings and readers spell it, such as {@code read-only}. */
  public String stateName() {
    return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
