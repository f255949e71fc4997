package org.datalogistics.lbone;

import java.util.List;
import java.util.Objects;

/** What a client asks, one request per connection (LoRS spec 7.1). */
public sealed interface LboneRequest {

  /** All of them, where a number of depots is asked for. */
  int ALL = -1;

  /** The longest text of a location in a request for depots: 512 bytes less six fields. */
  int LONGEST_LOCATION = 452;

  /** Most entries that a request between depots may have, sources and destinations together. */
  int MOST_ENTRIES = 1024;

  /**
   * Depots that have so much free space and grant such a lease, near a place.
   *
   * @param wanted how many at most; {@link #ALL}, or 0 or more
   * @param stableMegabytes free for allocations that last
   * @param volatileMegabytes free for allocations that may be dropped
   * @param seconds that a lease is to last; 0 or -1 for any
   * @param location hint (LoRS spec 7.4), empty when there is none
   */
  record DepotList(
      int wanted, long stableMegabytes, long volatileMegabytes, long seconds, String location)
      implements LboneRequest {
    public DepotList {
      if (wanted < ALL) {
        throw new IllegalArgumentException("depots wanted: -1, or 0 or more, not " + wanted);
      }
      if (stableMegabytes < 0 || volatileMegabytes < 0) {
        throw new IllegalArgumentException(
            "negative space: " + stableMegabytes + ", " + volatileMegabytes);
      }
      if (seconds < -1) {
        throw new IllegalArgumentException("a lease of " + seconds + " s");
      }
      location = Fields.plainText(location, LONGEST_LOCATION);
    }
  }

  /** Consoles; no server knows any. */
  record ConsoleList() implements LboneRequest {}

  /** How many depots there are. */
  record DepotCount() implements LboneRequest {}

  /**
   * How near each depot is to a place.
   *
   * @param location hint, empty when there is none
   */
  record Nearness(String location) implements LboneRequest {
    public Nearness {
      location = Fields.plainText(location, LONGEST_LOCATION);
    }
  }

  /** How near sources are to destinations; both lists have an entry or more. */
  record Between(Metric metric, List<HostPort> sources, List<HostPort> destinations)
      implements LboneRequest {
    public Between {
      Objects.requireNonNull(metric, "metric is null");
      sources = List.copyOf(sources);
      destinations = List.copyOf(destinations);
      if (sources.isEmpty() || destinations.isEmpty()) {
        throw new IllegalArgumentException("sources and destinations need an entry each");
      }
      if (sources.size() + destinations.size() > MOST_ENTRIES) {
        throw new IllegalArgumentException(
            "%d sources and %d destinations are more than %d together"
                .formatted(sources.size(), destinations.size(), MOST_ENTRIES));
      }
    }
  }

  /** What nearness between depots is made of. */
  enum Metric {
    /** Measured by the Network Weather Service: bandwidth, larger is nearer. */
    NETWORK(1),
    /** Miles, smaller is nearer. */
    GEOGRAPHIC(2);

    private final int code;

    Metric(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }
}
