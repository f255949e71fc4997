package org.datalogistics.unis.server.lbone;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.datalogistics.lbone.HostPort;
import org.datalogistics.lbone.place.Gazetteer;
import org.datalogistics.unis.ServiceRecord;
import org.datalogistics.unis.UnisCollection;
import org.datalogistics.unis.server.store.DocumentStore;
import org.datalogistics.unis.server.store.Filter;
import org.datalogistics.unis.server.store.QuerySpec;

/**
 * The depots that are services in the store. What was read is believed for a second, so that many
 * clients cost the store no more than a few.
 */
final class RegisteredDepots {
  private static final Duration FRESH = Duration.ofSeconds(1);

  /** More are not answered to anybody. */
  private static final int MOST = 4096;

  private final DocumentStore store;
  private final InstantSource clock;
  private final Gazetteer gazetteer;
  private List<KnownDepot> known = List.of();
  private long readAt;
  private boolean read;

  RegisteredDepots(DocumentStore store, InstantSource clock, Gazetteer gazetteer) {
    this.store = store;
    this.clock = clock;
    this.gazetteer = gazetteer;
  }

  /**
   * All of them, the newest record of each, one for an address.
   *
   * @throws org.datalogistics.unis.server.store.StoreException when the store does not answer
   */
  synchronized List<KnownDepot> list() {
    long now = System.nanoTime();
    if (!read || now - readAt > FRESH.toNanos()) {
      known = readAll();
      readAt = now;
      read = true;
    }
    return known;
  }

  private List<KnownDepot> readAll() {
    QuerySpec query =
        QuerySpec.of(Filter.equal("serviceType", ServiceRecord.IBP_SERVER)).withUnique(true);
    List<KnownDepot> depots = new ArrayList<>();
    Set<HostPort> addresses = new HashSet<>();
    store.find(UnisCollection.SERVICES.path(), query).drain(MOST).stream()
        .map(ServiceRecord::of)
        .flatMap(service -> KnownDepot.of(service, gazetteer, clock.instant()).stream())
        .sorted((a, b) -> Boolean.compare(b.live(), a.live()))
        .filter(depot -> addresses.add(depot.address()))
        .forEach(depots::add);
    return List.copyOf(depots);
  }
}
