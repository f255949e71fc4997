package org.datalogistics.lors.depots;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.datalogistics.unis.Condition;
import org.datalogistics.unis.Query;
import org.datalogistics.unis.UnisCollection;
import org.datalogistics.unis.UrlText;
import org.datalogistics.unis.client.UnisClient;
import org.datalogistics.unis.client.UnisException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What probes have measured between hosts and reported to a directory and its measurement store:
 * throughput in bits per second, round trips in milliseconds. A directory that has no such data
 * costs one question; one that has much, a bounded number.
 */
public final class UnisNetwork {
  private static final Logger LOG = LoggerFactory.getLogger(UnisNetwork.class);

  /** No measurements. */
  public static final UnisNetwork NONE = new UnisNetwork(null, Set::of);

  /** Series that are looked at, and values that are asked for. */
  private static final int MOST_SERIES = 500;

  private static final int MOST_VALUES = 64;

  private final @Nullable UnisClient unis;
  private final Supplier<Set<String>> own;

  private UnisNetwork(@Nullable UnisClient unis, Supplier<Set<String>> own) {
    this.unis = unis;
    this.own = own;
  }

  /**
   * Measurements from this host.
   *
   * @param own its names and addresses; asked for only when there are measurements
   */
  public static UnisNetwork from(UnisClient unis, Supplier<Set<String>> own) {
    return new UnisNetwork(unis, own);
  }

  private static String lower(String host) {
    return host.toLowerCase(Locale.ROOT);
  }

  /**
   * What is known of one path.
   *
   * @param bitsPerSecond 0 when not measured
   * @param millis 0 when not measured
   */
  public record Measured(double bitsPerSecond, double millis) {

    /** Larger is nearer: throughput in steps of a doubling, then latency in steps of 5 ms. */
    double score() {
      double rate = bitsPerSecond > 0 ? Math.floor(Math.log(bitsPerSecond) / Math.log(2)) : 0;
      return rate * 1e5 - (millis > 0 ? Math.floor(Math.min(millis, 1e5) / 5) : 1e4);
    }

    private Measured with(Measured other) {
      return new Measured(
          other.bitsPerSecond > 0 ? other.bitsPerSecond : bitsPerSecond,
          other.millis > 0 ? other.millis : millis);
    }

    /** {@code 94.2 Mbit/s and 12.5 ms measured}. */
    @Override
    public String toString() {
      String rate = bitsPerSecond > 0 ? tenths(bitsPerSecond / 1e6) + " Mbit/s" : "";
      String time = millis > 0 ? tenths(millis) + " ms" : "";
      return rate + (rate.isEmpty() || time.isEmpty() ? "" : " and ") + time + " measured";
    }

    private static String tenths(double value) {
      long tenths = Math.round(value * 10);
      return tenths / 10 + "." + tenths % 10;
    }
  }

  /** Measurements as they were at one moment. */
  public static final class View {
    private final Map<String, Measured> byHost;

    private View(Map<String, Measured> byHost) {
      this.byHost = byHost;
    }

    /** What is known of the path to a host. */
    public Optional<Measured> to(String host) {
      return Optional.ofNullable(byHost.get(lower(host)));
    }
  }

  /** Asks the directory; what it cannot answer is not known, and no error. */
  View view() {
    Map<String, Measured> byHost = new HashMap<>();
    if (unis != null) {
      try {
        collect(unis, byHost);
      } catch (UnisException e) {
        LOG.debug("no network measurements: {}", e.getMessage());
      }
    }
    return new View(byHost);
  }

  private void collect(UnisClient directory, Map<String, Measured> byHost) throws UnisException {
    Query query =
        Query.all()
            .where("eventType", Condition.matches("(bandwidth|throughput|rtt|latency)"))
            .unique()
            .limit(MOST_SERIES);
    List<ObjectNode> series = directory.query(UnisCollection.METADATA, query);
    if (series.isEmpty()) {
      return;
    }
    Set<String> here =
        own.get().stream().map(UnisNetwork::lower).collect(Collectors.toUnmodifiableSet());
    Map<String, JsonNode> configurations = new HashMap<>();
    Set<String> asked = new HashSet<>();
    for (ObjectNode metadata : series) {
      String id = metadata.path("id").asText("");
      if (!id.isEmpty() && asked.size() < MOST_VALUES) {
        String host = destination(directory, here, metadata.path("parameters"), configurations);
        if (!host.isEmpty() && asked.add(id)) {
          value(directory, id, metadata.path("eventType").asText(""))
              .ifPresent(value -> byHost.merge(host, value, Measured::with));
        }
      }
    }
  }

  /** The other end of a path that begins here; empty for other paths. */
  private String destination(
      UnisClient directory,
      Set<String> here,
      JsonNode parameters,
      Map<String, JsonNode> configurations)
      throws UnisException {
    JsonNode ends = parameters;
    String link = parameters.path("measurement").path("href").asText("");
    if (!parameters.has("src") && link.startsWith(directory.base().toString())) {
      JsonNode known = configurations.get(link);
      if (known == null && configurations.size() < MOST_VALUES) {
        known =
            directory
                .follow(URI.create(link))
                .map(measurement -> measurement.path("configuration"))
                .orElse(parameters);
        configurations.put(link, known);
      }
      ends = known == null ? parameters : known;
    }
    return here.contains(lower(ends.path("src").asText("")))
        ? lower(ends.path("dst").asText(""))
        : "";
  }

  private static Optional<Measured> value(UnisClient directory, String id, String eventType)
      throws UnisException {
    URI newest = URI.create(directory.base() + "/data/" + UrlText.segment(id) + "?limit=1");
    double value = directory.follow(newest).map(datum -> number(datum.path("value"))).orElse(0.0);
    if (!(value > 0) || Double.isInfinite(value)) {
      return Optional.empty();
    }
    String lower = lower(eventType);
    boolean rate = lower.contains("bandwidth") || lower.contains("throughput");
    return Optional.of(rate ? new Measured(value, 0) : new Measured(0, value));
  }

  /** A number, or a text that begins with one and may have a unit: probes report both. */
  private static double number(JsonNode value) {
    if (value.isNumber()) {
      return value.asDouble();
    }
    String[] words = value.asText("").strip().split("\\s+", 2);
    try {
      double number = Double.parseDouble(words[0]);
      String unit = words.length > 1 ? lower(words[1]) : "";
      double factor = unit.startsWith("k") ? 1e3 : unit.startsWith("mb") ? 1e6 : 1;
      return number * (unit.startsWith("g") ? 1e9 : factor);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
