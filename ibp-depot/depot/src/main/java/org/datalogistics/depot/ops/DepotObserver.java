package org.datalogistics.depot.ops;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.datalogistics.depot.lease.LeaseBands;
import org.datalogistics.depot.net.DepotServer;
import org.datalogistics.depot.resource.Resource;
import org.datalogistics.depot.resource.ResourceReport;
import org.datalogistics.depot.resource.Resources;

/** Looks at a running depot. It may wait for disks. */
public final class DepotObserver implements Supplier<DepotHealth> {
  /** Clients that are named, the busiest first. */
  private static final int CLIENTS = 10;

  private final String version;
  private final String address;
  private final InstantSource clock;
  private final Resources resources;
  private final DepotServer server;
  private final Supplier<Optional<Boolean>> registered;
  private final Instant started;
  private final Census census = new Census(System::nanoTime);

  /**
   * Counts the uptime from now.
   *
   * @param registered whether the directory lists it; empty when it is not to be listed
   */
  public DepotObserver(
      String version,
      String address,
      InstantSource clock,
      Resources resources,
      DepotServer server,
      Supplier<Optional<Boolean>> registered) {
    this.version = version;
    this.address = address;
    this.clock = clock;
    this.resources = resources;
    this.server = server;
    this.registered = registered;
    this.started = clock.instant();
  }

  /** Without what takes long to count. */
  @Override
  public DepotHealth get() {
    return look(resource -> Optional.empty());
  }

  /** Everything; for one thread. */
  DepotHealth whole() {
    return look(census::of);
  }

  private DepotHealth look(Function<Resource, Optional<LeaseBands>> leases) {
    Map<String, Resource> open = new HashMap<>();
    resources.all().forEach(each -> open.put(each.id(), each));
    List<ResourceHealth> each = new ArrayList<>();
    for (ResourceReport report : resources.reports()) {
      Resource resource = open.get(report.id());
      boolean countable = resource != null && report.fault().isEmpty();
      each.add(
          ResourceHealth.of(
              report,
              countable ? leases.apply(resource) : Optional.empty(),
              Optional.ofNullable(resource).map(Resource::activity)));
    }
    return new DepotHealth(
        version,
        address,
        clock.instant(),
        started,
        registered.get(),
        server.connections(),
        server.traffic().report(CLIENTS),
        each,
        Alarms.of(each));
  }
}
