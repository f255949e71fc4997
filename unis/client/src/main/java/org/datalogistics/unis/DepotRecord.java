package org.datalogistics.unis;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringJoiner;

/**
 * What a depot's service record says about what it offers (LoRS spec 8). Depots of other writers
 * say less: whatever is missing is unknown, not zero.
 *
 * @param host of the access point
 * @param port of the access point
 * @param free bytes that can be leased now
 * @param freeHard bytes that can be leased now and are not dropped before the lease ends
 * @param longestLease what it grants at most; empty when that is not known or there is no limit
 * @param site what depots share that fail together: a label, or the names of a place; empty when
 *     nothing is known
 */
public record DepotRecord(
    String host,
    int port,
    OptionalLong free,
    OptionalLong freeHard,
    Optional<Duration> longestLease,
    String site) {

  private static final String SCHEME = "ibp://";
  private static final int DEFAULT_PORT = 6714;

  /** Longer ones are no names of places. */
  private static final int LONGEST_SITE = 200;

  public DepotRecord {
    Objects.requireNonNull(site, "site is null");
    if (host.isEmpty() || port < 1 || port > 65535) {
      throw new IllegalArgumentException("not an address: " + host + ":" + port);
    }
  }

  /**
   * Reads the record of a service that speaks IBP, whatever its type; empty when its access point
   * is none of a depot.
   */
  public static Optional<DepotRecord> of(ServiceRecord service) {
    String point = service.accessPoint();
    if (point == null || !point.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return Optional.empty();
    }
    String rest = point.substring(SCHEME.length());
    int end = rest.indexOf('/');
    rest = end < 0 ? rest : rest.substring(0, end);
    int colon = rest.lastIndexOf(':');
    String host = colon < 0 ? rest : rest.substring(0, colon);
    int port = colon < 0 ? DEFAULT_PORT : port(rest.substring(colon + 1));
    if (!isHost(host) || port == 0) {
      return Optional.empty();
    }
    JsonNode properties = service.properties();
    return Optional.of(
        new DepotRecord(
            host,
            port,
            bytes(properties.path("free")),
            freeHard(properties.path("resources")),
            lease(properties.path("maxDurationSeconds")),
            site(service)));
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      return port >= 1 && port <= 65535 ? port : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static boolean isHost(String text) {
    return !text.isEmpty()
        && text.length() <= 255
        && text.chars().allMatch(c -> c > ' ' && c < 0x7f && "/#?@".indexOf(c) < 0);
  }

  private static OptionalLong bytes(JsonNode value) {
    return value.isNumber() && value.asLong() >= 0
        ? OptionalLong.of(value.asLong())
        : OptionalLong.empty();
  }

  private static OptionalLong freeHard(JsonNode resources) {
    long sum = 0;
    boolean known = false;
    for (JsonNode each : resources) {
      if (each.path("hardTotal").isNumber() && each.path("hard").isNumber()) {
        known = true;
        long left = each.path("hardTotal").asLong() - each.path("hard").asLong();
        sum += Math.max(0, Math.min(left, each.path("free").asLong(left)));
      }
    }
    return known ? OptionalLong.of(Math.max(0, sum)) : OptionalLong.empty();
  }

  private static Optional<Duration> lease(JsonNode seconds) {
    return seconds.isNumber() && seconds.asLong() > 0
        ? Optional.of(Duration.ofSeconds(seconds.asLong()))
        : Optional.empty();
  }

  private static String site(ServiceRecord service) {
    String label = service.location().path("site").asText("").strip();
    if (label.isEmpty()) {
      StringJoiner names = new StringJoiner(", ");
      for (String field : new String[] {"institution", "city", "state", "country"}) {
        String name = service.location().path(field).asText("").strip();
        if (!name.isEmpty()) {
          names.add(name);
        }
      }
      // A country or a state alone is too wide to fail together.
      boolean narrow =
          service.location().path("institution").isTextual()
              || service.location().path("city").isTextual();
      label = narrow ? names.toString() : "";
    }
    return label.length() <= LONGEST_SITE ? label : label.substring(0, LONGEST_SITE);
  }
}
