package org.datalogistics.depot;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.datalogistics.depot.access.CopyDestinations;
import org.datalogistics.depot.command.CommandConfig;
import org.datalogistics.depot.net.NetConfig;
import org.datalogistics.depot.ops.OpsConfig;
import org.datalogistics.depot.register.RegistrationConfig;
import org.datalogistics.depot.resource.ResourceConfig;

/**
 * All of a depot's settings.
 *
 * @param data folder of the depot's own: its identity, and the default resource
 * @param copies where the depot connects when a client asks for a copy
 * @param publicHost what capabilities name
 * @param diskThreads threads that wait for the disk
 * @param registration empty: the depot does not register
 * @param commands passwords, and how refusals end
 * @param ops where health and metrics are served; empty: nowhere
 */
public record DepotConfig(
    NetConfig net,
    CopyDestinations copies,
    String publicHost,
    Path data,
    List<ResourceConfig> resources,
    int diskThreads,
    Optional<RegistrationConfig> registration,
    CommandConfig commands,
    Optional<OpsConfig> ops) {
  public DepotConfig {
    resources = List.copyOf(resources);
    if (resources.isEmpty()) {
      throw new IllegalArgumentException("a depot needs a resource");
    }
    requireDifferent(resources);
    if (diskThreads < 1) {
      throw new IllegalArgumentException(diskThreads + " disk threads");
    }
  }

  private static void requireDifferent(List<ResourceConfig> resources) {
    Map<Path, String> byFolder = new HashMap<>();
    Set<String> ids = new HashSet<>();
    for (ResourceConfig each : resources) {
      if (!ids.add(each.id())) {
        throw new IllegalArgumentException("two resources have the id " + each.id());
      }
      Path folder = each.path().toAbsolutePath().normalize();
      String other = byFolder.put(folder, each.id());
      if (other != null) {
        throw new IllegalArgumentException(
            "resources " + other + " and " + each.id() + " have the folder " + folder);
      }
    }
  }
}
