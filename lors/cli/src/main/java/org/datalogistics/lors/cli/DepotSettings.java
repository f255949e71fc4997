package org.datalogistics.lors.cli;

import java.util.List;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lbone.HostPort;
import org.jspecify.annotations.Nullable;

/**
 * What {@code .xndrc} files say about where to store (LoRS spec 2). Each list is that of the last
 * file that has any.
 *
 * @param lboneServers tried in this order
 * @param location hint (LoRS spec 7.4); null when there is none
 * @param depots for {@code --depot-list}
 * @param routeDepots the chain of route; for augment, where first copies go
 * @param targetDepots for augment, where copies of the second stage go
 * @param resolutionFile name of the file of nearness (LoRS spec 4)
 */
record DepotSettings(
    List<HostPort> lboneServers,
    @Nullable String location,
    List<DepotAddress> depots,
    List<DepotAddress> routeDepots,
    List<DepotAddress> targetDepots,
    String resolutionFile) {

  /** As in the C tools. */
  static final DepotSettings BUILT_IN =
      new DepotSettings(List.of(), null, List.of(), List.of(), List.of(), "resolution.txt");

  DepotSettings {
    lboneServers = List.copyOf(lboneServers);
    depots = List.copyOf(depots);
    routeDepots = List.copyOf(routeDepots);
    targetDepots = List.copyOf(targetDepots);
  }

  DepotSettings withLocation(String hint) {
    return new DepotSettings(lboneServers, hint, depots, routeDepots, targetDepots, resolutionFile);
  }

  DepotSettings withResolutionFile(String name) {
    return new DepotSettings(lboneServers, location, depots, routeDepots, targetDepots, name);
  }

  /** These, with the lists of a later file in the place of these where it has any. */
  DepotSettings replacedBy(DepotSettings lists) {
    return new DepotSettings(
        lists.lboneServers.isEmpty() ? lboneServers : lists.lboneServers,
        location,
        lists.depots.isEmpty() ? depots : lists.depots,
        lists.routeDepots.isEmpty() ? routeDepots : lists.routeDepots,
        lists.targetDepots.isEmpty() ? targetDepots : lists.targetDepots,
        resolutionFile);
  }
}
