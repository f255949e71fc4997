package org.datalogistics.depot.ops;

import java.util.Locale;
import java.util.Optional;
import org.datalogistics.depot.allocation.SpaceUsage;
import org.datalogistics.depot.lease.LeaseBands;
import org.datalogistics.depot.resource.ResourceActivity;
import org.datalogistics.depot.resource.ResourceReport;
import org.datalogistics.depot.resource.ResourceState;
import org.datalogistics.ibp.DepotStatus;

/**
 * A resource at a moment.
 *
 * @param space as STATUS tells it, bytes
 * @param usage what is leased
 * @param state what it serves
 * @param fault why it is offline against its operator's will, if it is
 * @param leases by time left, where they were counted
 * @param activity what it does, while it is open
 */
public record ResourceHealth(
    DepotStatus space,
    SpaceUsage usage,
    ResourceState state,
    Optional<String> fault,
    Optional<LeaseBands> leases,
    Optional<ResourceActivity> activity) {
  static ResourceHealth of(
      ResourceReport report, Optional<LeaseBands> leases, Optional<ResourceActivity> activity) {
    return new ResourceHealth(
        report.space(), report.usage(), report.state(), report.fault(), leases, activity);
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
