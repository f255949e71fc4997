package org.datalogistics.depot.resource;

import java.util.Optional;
import org.datalogistics.depot.allocation.SpaceUsage;
import org.datalogistics.ibp.DepotStatus;

/**
 * A resource that belongs to the depot, open or not.
 *
 * @param fault why it is offline against its operator's will; empty if it is not
 * @param space as STATUS tells it; all 0 while it is not open
 * @param usage what is leased; nothing while it is not open
 */
public record ResourceReport(
    String id, ResourceState state, Optional<String> fault, DepotStatus space, SpaceUsage usage) {
  static ResourceReport of(Slot slot) {
    Resource resource = slot.resource();
    if (resource != null) {
      return new ResourceReport(
          resource.id(), resource.state(), resource.fault(), resource.status(), resource.usage());
    }
    String id = slot.config().id();
    return new ResourceReport(
        id,
        ResourceState.OFFLINE,
        Optional.of(slot.problem().isEmpty() ? "it is being opened" : slot.problem()),
        new DepotStatus(id, 0, 0, 0, 0, 0, 0, slot.config().terms().maxDuration().toSeconds()),
        SpaceUsage.NONE);
  }
}
