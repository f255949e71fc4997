package org.datalogistics.unis.server.lbone;

import java.time.Instant;
import java.util.Optional;
import org.datalogistics.lbone.HostPort;
import org.datalogistics.lbone.LboneRequest;
import org.datalogistics.lbone.place.Coordinates;
import org.datalogistics.lbone.place.Gazetteer;
import org.datalogistics.lbone.place.LocationHint;
import org.datalogistics.unis.DepotRecord;
import org.datalogistics.unis.ServiceRecord;

/**
 * A depot that is registered.
 *
 * @param live whether it counts as up
 * @param place where it stands, if that is known
 */
record KnownDepot(HostPort address, DepotRecord offer, boolean live, Optional<Coordinates> place) {
  /** Clients count megabytes of 10^6 bytes (LoRS spec 6.1). */
  private static final long MEGABYTE = 1_000_000;

  static Optional<KnownDepot> of(ServiceRecord service, Gazetteer gazetteer, Instant now) {
    return DepotRecord.of(service)
        .map(
            offer ->
                new KnownDepot(
                    new HostPort(offer.host(), offer.port()),
                    offer,
                    service.alive(now),
                    place(service, gazetteer)));
  }

  private static Optional<Coordinates> place(ServiceRecord service, Gazetteer gazetteer) {
    double latitude = service.latitude().orElse(Double.NaN);
    double longitude = service.longitude().orElse(Double.NaN);
    if (Coordinates.isValid(latitude, longitude)) {
      return Optional.of(new Coordinates(latitude, longitude));
    }
    StringBuilder hint = new StringBuilder();
    for (String field : new String[] {"zipcode", "city", "state", "country"}) {
      String value = service.location().path(field).asText("");
      hint.append(value.isBlank() ? "" : " " + field + "= " + value);
    }
    return gazetteer.find(LocationHint.parse(hint.toString()));
  }

  /** Whether it offers what is wanted; what it does not say it is believed to have. */
  boolean fits(LboneRequest.DepotList wanted) {
    return live
        && offer.freeHard().orElse(Long.MAX_VALUE) / MEGABYTE >= wanted.stableMegabytes()
        && offer.free().orElse(Long.MAX_VALUE) / MEGABYTE >= wanted.volatileMegabytes()
        && offer.longestLease().map(lease -> lease.toSeconds() >= wanted.seconds()).orElse(true);
  }
}
