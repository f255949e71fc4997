package org.datalogistics.lors.depots;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.lbone.place.Coordinates;
import org.datalogistics.unis.DepotRecord;
import org.datalogistics.unis.Query;
import org.datalogistics.unis.ServiceRecord;
import org.datalogistics.unis.client.UnisClient;

/**
 * Depots that have registered with a UNIS directory (LoRS spec 8): those that are on, whose record
 * is fresh, and that do not say that they lack what is needed; by measured throughput and latency
 * where the directory has such, then by distance where places are known.
 */
public final class UnisDepots implements DepotSource {
  /** Depots that differ less are equally far. */
  private static final double SAME_PLACE_KILOMETRES = 25;

  /** Farther than anything, for depots of which nobody says where they are. */
  private static final double NOWHERE = 1e6;

  /** What measurements add to a score: such depots come first. */
  private static final double MEASURED = 1e9;

  private final UnisClient unis;
  private final InstantSource clock;
  private final Optional<Coordinates> place;
  private final UnisNetwork network;

  /**
   * A source.
   *
   * @param place where the client is, if that is known
   * @param network measurements from where the client is
   */
  public UnisDepots(
      UnisClient unis, InstantSource clock, Optional<Coordinates> place, UnisNetwork network) {
    this.unis = unis;
    this.clock = clock;
    this.place = place;
    this.network = network;
  }

  /** The depots that are on and whose registration is fresh. */
  public static List<DepotAddress> find(UnisClient unis, InstantSource clock) throws IOException {
    Requirement anything = new Requirement(0, Duration.ZERO, Reliability.SOFT);
    return Candidate.addresses(
        new UnisDepots(unis, clock, Optional.empty(), UnisNetwork.NONE).candidates(anything));
  }

  @Override
  public List<Candidate> candidates(Requirement need) throws IOException {
    Map<DepotAddress, Candidate> found = new LinkedHashMap<>();
    List<Candidate> lacking = new ArrayList<>();
    UnisNetwork.View measured = network.view();
    Query query = Query.all().in("serviceType", List.of(ServiceRecord.IBP_SERVER, "ceph"));
    for (ServiceRecord service : unis.services(query)) {
      Optional<DepotRecord> record =
          service.alive(clock.instant()) ? DepotRecord.of(service) : Optional.empty();
      if (record.isPresent()) {
        Candidate candidate = candidate(service, record.get(), need, measured);
        if (lacks(candidate, need)) {
          lacking.add(candidate);
        } else {
          found.putIfAbsent(candidate.address(), candidate);
        }
      }
    }
    // If no record is good enough, the depots themselves shall say so: records may be old.
    List<Candidate> all = new ArrayList<>(found.isEmpty() ? lacking : found.values());
    all.sort(Comparator.comparingDouble(Candidate::score).reversed());
    return all;
  }

  private static boolean lacks(Candidate candidate, Requirement need) {
    boolean full =
        candidate.freeBytes() != Candidate.UNKNOWN && candidate.freeBytes() < need.bytes();
    boolean shortLeases =
        !candidate.longestLease().isZero() && candidate.longestLease().compareTo(need.lease()) < 0;
    return full || shortLeases;
  }

  private Candidate candidate(
      ServiceRecord service, DepotRecord record, Requirement need, UnisNetwork.View measured) {
    DepotAddress address = new DepotAddress(record.host(), record.port());
    StringBuilder why = new StringBuilder("UNIS");
    double score = 0;
    Optional<Double> kilometres = kilometres(service);
    if (place.isPresent()) {
      score = -Math.floor(kilometres.orElse(NOWHERE) / SAME_PLACE_KILOMETRES);
      why.append(kilometres.map(far -> ", " + Math.round(far) + " km").orElse(", place unknown"));
    }
    Optional<UnisNetwork.Measured> path = measured.to(record.host());
    if (path.isPresent()) {
      score = MEASURED + path.get().score();
      why.append(", ").append(path.get());
    }
    return new Candidate(
        address,
        record.site().isEmpty() ? record.host() : record.site(),
        (need.reliability() == Reliability.HARD && record.freeHard().isPresent()
                ? record.freeHard()
                : record.free())
            .orElse(Candidate.UNKNOWN),
        record.longestLease().orElse(Duration.ZERO),
        score,
        why.toString());
  }

  private Optional<Double> kilometres(ServiceRecord service) {
    double latitude = service.latitude().orElse(Double.NaN);
    double longitude = service.longitude().orElse(Double.NaN);
    return Coordinates.isValid(latitude, longitude)
        ? place.map(own -> own.kilometresTo(new Coordinates(latitude, longitude)))
        : Optional.empty();
  }
}
