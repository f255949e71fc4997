package org.datalogistics.lors.depots;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lbone.HostPort;
import org.datalogistics.lbone.LboneClient;
import org.datalogistics.lbone.LboneReply;
import org.datalogistics.lbone.LboneRequest.Between;
import org.datalogistics.lbone.LboneRequest.Metric;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.depots.Resolution.Path;

/**
 * Asks an L-Bone how near depots are to each other and to this host. Distances become metrics that
 * fall with the distance, as the C tool makes them: logarithm of the longest less that of each.
 */
public final class ResolutionQuery {
  /** Sources, and destinations, of one question. */
  private static final int MOST = 500;

  /** Depots between which all distances fit into memory, and into a file that is read. */
  private static final int MOST_DEPOTS = 400;

  private final LboneClient lbone;
  private final Metric metric;
  private final String location;

  /**
   * A query.
   *
   * @param location where this host is, a hint; empty when that is not known
   */
  public ResolutionQuery(LboneClient lbone, Metric metric, String location) {
    this.lbone = lbone;
    this.metric = metric;
    this.location = location;
  }

  /** Each depot to each other, and this host to and from each; what is not known is left out. */
  public Resolution all(List<DepotAddress> depots) throws IOException {
    if (depots.size() > MOST_DEPOTS) {
      throw new LorsException(
          "%d depots are too many for a file of all distances, which holds %d; ask for fewer"
              .formatted(depots.size(), MOST_DEPOTS));
    }
    Map<Path, Double> points = new LinkedHashMap<>();
    Map<String, Double> near = near();
    for (DepotAddress depot : depots) {
      here(near, depot, points, false);
    }
    for (DepotAddress depot : depots) {
      here(near, depot, points, true);
    }
    points.putAll(between(depots, depots));
    return of(points);
  }

  /** One depot, or this host, to others; what is not known is left out. */
  public Resolution from(DepotAddress source, List<DepotAddress> targets) throws IOException {
    if (!source.host().equals(Resolution.HERE)) {
      return of(targets.isEmpty() ? Map.of() : between(List.of(source), targets));
    }
    Map<Path, Double> points = new LinkedHashMap<>();
    Map<String, Double> near = near();
    for (DepotAddress target : targets) {
      here(near, target, points, false);
    }
    return of(points);
  }

  private static Resolution of(Map<Path, Double> points) {
    Map<Path, List<Double>> metrics = new LinkedHashMap<>();
    points.forEach((path, value) -> metrics.put(path, List.of(value)));
    return new Resolution(metrics);
  }

  private Map<String, Double> near() throws IOException {
    Map<String, Double> near = new HashMap<>();
    if (!location.isEmpty()) {
      for (LboneReply.HostValue each : lbone.nearness(location)) {
        near.put(each.host(), each.value());
      }
    }
    return near;
  }

  private static void here(
      Map<String, Double> near, DepotAddress depot, Map<Path, Double> points, boolean back) {
    double value = near.getOrDefault(depot.host(), 0.0);
    if (value >= 1) {
      DepotAddress here = Resolution.here();
      points.put(back ? new Path(depot, here) : new Path(here, depot), Math.log(value));
    }
  }

  private Map<Path, Double> between(List<DepotAddress> sources, List<DepotAddress> destinations)
      throws IOException {
    Map<Path, Double> points = new LinkedHashMap<>();
    for (int i = 0; i < sources.size(); i += MOST) {
      List<DepotAddress> rows = sources.subList(i, Math.min(sources.size(), i + MOST));
      for (int j = 0; j < destinations.size(); j += MOST) {
        List<DepotAddress> columns =
            destinations.subList(j, Math.min(destinations.size(), j + MOST));
        add(rows, columns, points);
      }
    }
    if (metric == Metric.GEOGRAPHIC) {
      double longest = points.values().stream().mapToDouble(value -> value).max().orElse(1);
      points.replaceAll((path, miles) -> Math.log(longest) - Math.log(miles));
    }
    return points;
  }

  private void add(
      List<DepotAddress> sources, List<DepotAddress> destinations, Map<Path, Double> points)
      throws IOException {
    List<List<Double>> values =
        lbone.between(new Between(metric, ports(sources), ports(destinations)));
    for (int i = 0; i < sources.size(); i++) {
      for (int j = 0; j < destinations.size(); j++) {
        double value = values.get(i).get(j);
        if (value > 0 && !sources.get(i).equals(destinations.get(j))) {
          points.put(new Path(sources.get(i), destinations.get(j)), Math.max(1, value));
        }
      }
    }
  }

  private static List<HostPort> ports(List<DepotAddress> depots) {
    return depots.stream().map(depot -> new HostPort(depot.host(), depot.port())).toList();
  }
}
