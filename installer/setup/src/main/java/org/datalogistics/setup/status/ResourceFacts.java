package org.datalogistics.setup.status;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.datalogistics.ibp.DepotStatus;

/**
 * What is known of a resource.
 *
 * @param space as STATUS tells it; every depot does
 * @param counts what the depot tells besides, by name: {@code allocations}, {@code aliases}, {@code
 *     damaged}, {@code trash} bytes; only what it tells
 * @param state such as {@code read-write}, if told
 */
public record ResourceFacts(DepotStatus space, Map<String, Long> counts, Optional<String> state) {
  public ResourceFacts {
    counts = Map.copyOf(counts);
  }

  OptionalLong count(String name) {
    Long value = counts.get(name);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
