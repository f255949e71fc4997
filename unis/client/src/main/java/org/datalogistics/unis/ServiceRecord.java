package org.datalogistics.unis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A service as the directory lists it (UNIS spec 7.7, 13). Only what readers use is picked out;
 * documents of other writers may lack nearly everything, so reading one never fails.
 *
 * @param id the service's id, empty for one that the directory has not named yet
 * @param name what people call it, or empty
 * @param serviceType such as {@code ibp_server}, or empty
 * @param accessPoint where it answers, such as {@code ibp://host:6714}, or null
 * @param ttl how long after {@code ts} the record should be refreshed, whole seconds; null when it
 *     has none
 * @param ts when the record was written last; null before the directory has set it
 * @param status {@code ON}, {@code OFF}, {@code UNKNOWN}...; {@code UNKNOWN} when the document has
 *     none
 * @param enabled whether clients may use it; libdlt uses only services where this is true
 * @param location place names, {@code latitude} and {@code longitude}; an empty object when not
 *     known
 * @param properties whatever else the service says about itself; an empty object when nothing
 */
public record ServiceRecord(
    String id,
    String name,
    String serviceType,
    @Nullable String accessPoint,
    @Nullable Duration ttl,
    @Nullable Instant ts,
    String status,
    boolean enabled,
    ObjectNode location,
    ObjectNode properties) {

  /** The service type that every reader knows as an IBP depot. */
  public static final String IBP_SERVER = "ibp_server";

  /** The status of a service that runs. */
  public static final String ON = "ON";

  /** The status of a service that was ended in good order. */
  public static final String OFF = "OFF";

  /** Checks that nothing but what may be absent is missing, and copies what could change. */
  public ServiceRecord {
    Objects.requireNonNull(id, "id is null");
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(serviceType, "serviceType is null");
    Objects.requireNonNull(status, "status is null");
    if (ttl != null
        && (ttl.isNegative() || ttl.isZero() || !ttl.equals(Duration.ofSeconds(ttl.toSeconds())))) {
      throw new IllegalArgumentException("ttl must be a positive number of whole seconds: " + ttl);
    }
    location = location.deepCopy();
    properties = properties.deepCopy();
  }

  /** A service that runs, as it registers itself. */
  public static ServiceRecord running(
      String id, String name, String serviceType, String accessPoint, Duration ttl) {
    ObjectNode nothing = JsonNodeFactory.instance.objectNode();
    return new ServiceRecord(
        id, name, serviceType, accessPoint, ttl, null, ON, true, nothing, nothing);
  }

  /** The same service at another place. */
  public ServiceRecord withLocation(ObjectNode newLocation) {
    return new ServiceRecord(
        id, name, serviceType, accessPoint, ttl, ts, status, enabled, newLocation, properties);
  }

  /** The same service with other properties. */
  public ServiceRecord withProperties(ObjectNode newProperties) {
    return new ServiceRecord(
        id, name, serviceType, accessPoint, ttl, ts, status, enabled, location, newProperties);
  }

  /** Reads a document of the services collection; fields of an unexpected type count as missing. */
  public static ServiceRecord of(JsonNode document) {
    JsonNode ttl = document.path("ttl");
    JsonNode ts = document.path("ts");
    boolean lasting = ttl.isNumber() && ttl.asLong() > 0;
    return new ServiceRecord(
        document.path("id").asText(""),
        document.path("name").asText(""),
        document.path("serviceType").asText(""),
        document.path("accessPoint").isTextual() ? document.path("accessPoint").asText() : null,
        lasting ? Duration.ofSeconds(ttl.asLong()) : null,
        ts.isNumber() ? UnisTime.fromMicros(ts.asLong()) : null,
        document.path("status").asText("UNKNOWN"),
        document.path("enabled").asBoolean(false),
        object(document.path("location")),
        object(document.path("properties")));
  }

  /**
   * Whether the service is to be counted on: it was not switched off, and was refreshed within
   * twice its ttl. Twice, because the C depot refreshes exactly when its ttl ends (UNIS spec 13).
   * Without ttl or ts only the status speaks.
   */
  public boolean alive(Instant now) {
    if (status.equalsIgnoreCase(OFF)) {
      return false;
    }
    if (ttl == null || ts == null) {
      return true;
    }
    // Records may carry absurd numbers: compare in microseconds that stop at the ends of a long.
    long seconds = Math.min(ttl.toSeconds(), Long.MAX_VALUE / 4_000_000);
    long end = saturatedAdd(UnisTime.toMicros(ts), 2 * seconds * 1_000_000);
    return end >= UnisTime.toMicros(now);
  }

  /** The latitude in degrees, if the record has a number there. */
  public Optional<Double> latitude() {
    return number("latitude");
  }

  /**
   * The longitude in degrees, if the record has a number there; the schema's misspelling is
   * understood too.
   */
  public Optional<Double> longitude() {
    return number("longitude").or(() -> number("logitude"));
  }

  /**
   * The document to write: what is empty or null is left out, and {@code ts} is left to the
   * directory.
   */
  public ObjectNode toJson() {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    if (!id.isEmpty()) {
      document.put("id", id);
    }
    document.put("$schema", UnisCollection.SERVICES.schema().toString());
    document.put("name", name);
    document.put("serviceType", serviceType);
    document.put("status", status);
    document.put("enabled", enabled);
    if (accessPoint != null) {
      document.put("accessPoint", accessPoint);
    }
    if (ttl != null) {
      document.put("ttl", ttl.toSeconds());
    }
    if (!location.isEmpty()) {
      document.set("location", location.deepCopy());
    }
    if (!properties.isEmpty()) {
      document.set("properties", properties.deepCopy());
    }
    return document;
  }

  private Optional<Double> number(String field) {
    JsonNode value = location.path(field);
    return value.isNumber() ? Optional.of(value.asDouble()) : Optional.empty();
  }

  private static ObjectNode object(JsonNode value) {
    return value instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
  }

  private static long saturatedAdd(long a, long b) {
    long sum = a + b;
    return ((a ^ sum) & (b ^ sum)) < 0 ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
  }
}
