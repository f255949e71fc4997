package org.datalogistics.lors.depots;

import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.unis.Query;
import org.datalogistics.unis.ServiceRecord;
import org.datalogistics.unis.client.UnisClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Depots that have registered with a UNIS directory (LoRS spec 8). */
public final class UnisDepots {
  private static final Logger LOG = LoggerFactory.getLogger(UnisDepots.class);

  private UnisDepots() {}

  /** The depots that are on and whose registration is fresh. */
  public static List<DepotAddress> find(UnisClient unis, InstantSource clock) throws IOException {
    Set<DepotAddress> found = new LinkedHashSet<>();
    Query query = Query.all().eq("serviceType", ServiceRecord.IBP_SERVER);
    for (ServiceRecord service : unis.services(query)) {
      String point = service.accessPoint();
      if (point != null
          && point.toLowerCase(Locale.ROOT).startsWith("ibp://")
          && service.alive(clock.instant())) {
        try {
          found.add(DepotAddress.parse(point));
        } catch (IllegalArgumentException e) {
          LOG.debug("service {} is left out: {}", service.id(), e.getMessage());
        }
      }
    }
    return List.copyOf(found);
  }
}
