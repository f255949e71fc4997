package org.datalogistics.depot.register;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where and as what a depot registers.
 *
 * @param unis the directory
 * @param name what people call the depot; empty: its address
 * @param ttl how long the record counts without a refresh
 * @param location place names, latitude and longitude as in UNIS spec 7.1; may be empty
 */
public record RegistrationConfig(
    URI unis, Optional<String> name, Duration ttl, Map<String, String> location) {
  public RegistrationConfig {
    Objects.requireNonNull(unis, "unis");
    Objects.requireNonNull(name, "name");
    if (ttl.toSeconds() < 2) {
      throw new IllegalArgumentException("a registration must last 2 s or more, not " + ttl);
    }
    location = Map.copyOf(location);
  }
}
