package org.datalogistics.lors.transfer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.testkit.Direction;
import org.datalogistics.testkit.Ending;
import org.datalogistics.testkit.FaultProxy;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.fabric.MiniFabric;

/** Depots behind proxies, of which a few at a time are killed, paused, slow, cut or lie. */
final class Storm implements AutoCloseable {
  private static final int CRAWL = 10_000;

  private final List<DepotAddress> depots;
  private final List<FaultProxy> proxies = new ArrayList<>();
  private final Map<DepotAddress, DepotAddress> ways = new HashMap<>();

  /** What can happen to a depot. */
  enum Fault {
    KILLED,
    PAUSED,
    CRAWLING,
    CUT,
    LYING
  }

  Storm(MiniFabric fabric) {
    this.depots = fabric.addresses();
    for (DepotAddress depot : depots) {
      FaultProxy proxy = FaultProxy.to(depot.port());
      proxies.add(proxy);
      ways.put(depot, new DepotAddress("127.0.0.1", proxy.port()));
    }
  }

  /** The same client through the proxies. */
  DepotOperations through(DepotOperations client) {
    return RoutedDepots.of(client, depot -> ways.getOrDefault(depot, depot));
  }

  void strike(int depot, Fault fault) {
    FaultProxy proxy = proxies.get(depot);
    switch (fault) {
      case KILLED -> proxy.refuse().cutAll(Ending.RESET);
      case PAUSED -> proxy.hold();
      case CRAWLING ->
          proxy.throttle(Direction.TO_CLIENT, CRAWL).throttle(Direction.TO_SERVER, CRAWL);
      case CUT -> proxy.cutAfter(Direction.TO_CLIENT, 20_000, Ending.RESET).cutAll(Ending.RESET);
      case LYING -> proxy.corruptEvery(Direction.TO_CLIENT, 30_000);
    }
  }

  void heal() {
    proxies.forEach(FaultProxy::heal);
  }

  /** Two random depots have random faults from now on, all others have none. */
  String change(SeededRandom random, List<Fault> faults) {
    heal();
    TreeSet<String> done = new TreeSet<>();
    for (int i = 0; i < 2; i++) {
      int depot = random.between(0, depots.size() - 1);
      Fault fault = faults.get(random.between(0, faults.size() - 1));
      strike(depot, fault);
      done.add(depots.get(depot) + " " + fault);
    }
    return done.toString();
  }

  @Override
  public void close() {
    proxies.forEach(FaultProxy::close);
  }
}
