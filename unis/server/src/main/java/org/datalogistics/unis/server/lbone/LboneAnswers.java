package org.datalogistics.unis.server.lbone;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.datalogistics.lbone.HostPort;
import org.datalogistics.lbone.LboneError;
import org.datalogistics.lbone.LboneReply;
import org.datalogistics.lbone.LboneRequest;
import org.datalogistics.lbone.place.Coordinates;
import org.datalogistics.lbone.place.Gazetteer;
import org.datalogistics.lbone.place.LocationHint;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests from what is registered (LoRS spec 7.3). Pure, but for the order of depots whose
 * distance nobody knows.
 */
final class LboneAnswers {
  /** Half way around the globe: what is there has no nearness left. */
  private static final double FARTHEST_MILES = 12_429;

  private final Gazetteer gazetteer;
  private final Random random;

  LboneAnswers(Gazetteer gazetteer, Random random) {
    this.gazetteer = gazetteer;
    this.random = random;
  }

  LboneReply answer(LboneRequest request, List<KnownDepot> depots) {
    if (request instanceof LboneRequest.DepotList wanted) {
      return list(wanted, depots);
    } else if (request instanceof LboneRequest.DepotCount) {
      return new LboneReply.Count(depots.size(), depots.stream().filter(KnownDepot::live).count());
    } else if (request instanceof LboneRequest.Nearness nearness) {
      return nearness(nearness, depots);
    } else if (request instanceof LboneRequest.Between between) {
      return between(between, depots);
    }
    return new LboneReply.Failed(LboneError.UNKNOWN_REQUEST);
  }

  private LboneReply list(LboneRequest.DepotList wanted, List<KnownDepot> depots) {
    List<KnownDepot> fitting =
        new ArrayList<>(depots.stream().filter(depot -> depot.fits(wanted)).toList());
    Collections.shuffle(fitting, random);
    Optional<Coordinates> from = find(wanted.location(), depots);
    if (from.isPresent()) {
      fitting.sort(Comparator.comparingDouble(depot -> miles(from.get(), depot)));
    }
    int most = wanted.wanted() == LboneRequest.ALL ? fitting.size() : wanted.wanted();
    List<HostPort> found =
        fitting.stream().map(KnownDepot::address).distinct().limit(most).toList();
    return found.isEmpty()
        ? new LboneReply.Failed(LboneError.NO_DEPOTS)
        : new LboneReply.Depots(found);
  }

  /** The place of a hint; {@code hostname=} is where that depot stands. */
  private Optional<Coordinates> find(String location, List<KnownDepot> depots) {
    LocationHint hint = LocationHint.parse(location);
    return gazetteer
        .find(hint)
        .or(
            () ->
                hint.value("hostname")
                    .flatMap(
                        host ->
                            depots.stream()
                                .filter(depot -> depot.address().host().equalsIgnoreCase(host))
                                .findFirst())
                    .flatMap(KnownDepot::place));
  }

  private static double miles(Coordinates from, KnownDepot depot) {
    return depot.place().map(from::milesTo).orElse(Double.MAX_VALUE);
  }

  /** One value for each host, because clients tell hosts apart by name only; 0 where unknown. */
  private LboneReply nearness(LboneRequest.Nearness request, List<KnownDepot> depots) {
    Optional<Coordinates> from = find(request.location(), depots);
    Map<String, Double> values = new LinkedHashMap<>();
    for (KnownDepot depot : depots) {
      if (depot.live()) {
        double miles = from.map(point -> miles(point, depot)).orElse(Double.MAX_VALUE);
        double value = miles > FARTHEST_MILES ? 0 : Math.max(1, FARTHEST_MILES - miles);
        values.merge(depot.address().host(), value, Math::max);
      }
    }
    return new LboneReply.Near(
        values.entrySet().stream()
            .map(each -> new LboneReply.HostValue(each.getKey(), each.getValue()))
            .toList());
  }

  /** Miles; 0 where unknown, and of a depot to itself. Nothing here measures the network. */
  private LboneReply between(LboneRequest.Between request, List<KnownDepot> depots) {
    Map<HostPort, Coordinates> places = new HashMap<>();
    if (request.metric() == LboneRequest.Metric.GEOGRAPHIC) {
      depots.forEach(depot -> depot.place().ifPresent(at -> places.put(depot.address(), at)));
    }
    List<List<Double>> rows = new ArrayList<>();
    for (HostPort source : request.sources()) {
      Coordinates from = places.get(source);
      List<Double> row = new ArrayList<>();
      for (HostPort destination : request.destinations()) {
        row.add(source.equals(destination) ? 0.0 : miles(from, places.get(destination)));
      }
      rows.add(row);
    }
    return new LboneReply.Matrix(rows);
  }

  private static double miles(@Nullable Coordinates from, @Nullable Coordinates to) {
    return from == null || to == null ? 0 : Math.max(1, from.milesTo(to));
  }
}
