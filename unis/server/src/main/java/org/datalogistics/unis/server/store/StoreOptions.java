package org.datalogistics.unis.server.store;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a store behaves.
 *
 * @param history whether an insert of a known id adds a version, or replaces (UNIS spec 4.2)
 * @param indexes the fields to index besides id and ts, by collection; dotted paths
 * @param timeLimit how long a call may wait for its turn or for the engine
 */
public record StoreOptions(boolean history, Map<String, Set<String>> indexes, Duration timeLimit) {

  /** The fields that clients of UNIS ask for (UNIS spec 14 and 16). */
  public static final Map<String, Set<String>> UNIS_INDEXES =
      Map.ofEntries(
          Map.entry("nodes", Set.of("name", "urn")),
          Map.entry("ports", Set.of("name", "urn")),
          Map.entry("links", Set.of("name", "urn")),
          Map.entry("paths", Set.of("name", "urn")),
          Map.entry("networks", Set.of("name", "urn")),
          Map.entry("domains", Set.of("name", "urn")),
          Map.entry("topologies", Set.of("name", "urn")),
          Map.entry(
              "services", Set.of("serviceType", "accessPoint", "name", "urn", "runningOn.href")),
          Map.entry("measurements", Set.of("service")),
          Map.entry("metadata", Set.of("eventType", "parameters.measurement.href")),
          Map.entry("exnodes", Set.of("name", "parent.href")),
          Map.entry("extents", Set.of("parent.href")));

  /** History, the indexes of UNIS, 10 seconds. */
  public static final StoreOptions DEFAULT =
      new StoreOptions(true, UNIS_INDEXES, Duration.ofSeconds(10));

  public StoreOptions {
    Map<String, Set<String>> copy = new LinkedHashMap<>();
    indexes.forEach(
        (collection, paths) -> {
          paths.forEach(FieldPath::parse);
          copy.put(CollectionName.check(collection), Set.copyOf(paths));
        });
    indexes = Map.copyOf(copy);
    if (timeLimit.isNegative() || timeLimit.isZero()) {
      throw new IllegalArgumentException("timeLimit " + timeLimit + " must be positive");
    }
  }

  /** The fields to index in this collection. */
  public List<FieldPath> indexesOf(String collection) {
    return indexes.getOrDefault(collection, Set.of()).stream()
        .sorted()
        .map(FieldPath::parse)
        .toList();
  }

  public StoreOptions withHistory(boolean other) {
    return new StoreOptions(other, indexes, timeLimit);
  }

  /** The same with further fields to index in one collection. */
  public StoreOptions withIndexes(String collection, Set<String> paths) {
    Map<String, Set<String>> more = new LinkedHashMap<>(indexes);
    Set<String> all = new HashSet<>(more.getOrDefault(collection, Set.of()));
    all.addAll(paths);
    more.put(collection, all);
    return new StoreOptions(history, more, timeLimit);
  }

  public StoreOptions withTimeLimit(Duration other) {
    return new StoreOptions(history, indexes, other);
  }
}
