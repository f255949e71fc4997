package org.datalogistics.depot.ops;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.datalogistics.depot.net.DepotServer;
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

  @Override
  public DepotHealth get() {
    List<ResourceHealth> each = new ArrayList<>();
    for (ResourceReport resource : resources.reports()) {
      each.add(ResourceHealth.of(resource));
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
