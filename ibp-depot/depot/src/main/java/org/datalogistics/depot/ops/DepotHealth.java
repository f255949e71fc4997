package org.datalogistics.depot.ops;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.datalogistics.depot.traffic.TrafficReport;

/**
 * A depot at a moment, for people and monitors.
 *
 * @param version of the program
 * @param address what capabilities name
 * @param at when this was seen
 * @param started when the depot started
 * @param registered whether the directory lists it; empty when it is not to be listed
 * @param connections served now
 * @param traffic what went through since the start
 * @param alarms what an operator should look at, a sentence each
 */
public record DepotHealth(
    String version,
    String address,
    Instant at,
    Instant started,
    Optional<Boolean> registered,
    int connections,
    TrafficReport traffic,
    List<ResourceHealth> resources,
    List<String> alarms) {
  /** How well it is. */
  public enum State {
    /** Everything works. */
    OK,
    /** It serves, but an operator should look at the alarms. */
    DEGRADED,
    /** It cannot serve: every resource is offline. */
    DOWN
  }

  public DepotHealth {
    resources = List.copyOf(resources);
    alarms = List.copyOf(alarms);
  }

  /** How long it runs. */
  public Duration uptime() {
    return Duration.between(started, at);
  }

  /** How well it is. */
  public State state() {
    if (resources.stream().noneMatch(each -> each.state().serves())) {
      return State.DOWN;
    }
    return alarms.isEmpty() ? State.OK : State.DEGRADED;
  }
}
