package org.datalogistics.depot.register;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.datalogistics.depot.resource.Resource;
import org.datalogistics.depot.resource.Resources;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.DepotStatus;
import org.datalogistics.unis.ServiceRecord;
import org.datalogistics.unis.client.Registration;
import org.datalogistics.unis.client.UnisClient;

/** Keeps the depot listed, with its present space, until it is closed. */
public final class DepotRegistration implements AutoCloseable {
  private final RegistrationConfig config;
  private final String id;
  private final DepotAddress address;
  private final Resources resources;
  private final Registration registration;

  /**
   * Begins to register; the directory may be down.
   *
   * @param id stays the same over restarts
   */
  public DepotRegistration(
      RegistrationConfig config, String id, DepotAddress address, Resources resources) {
    this.config = config;
    this.id = id;
    this.address = address;
    this.resources = resources;
    this.registration =
        Registration.start(
            new UnisClient(config.unis()),
            this::document,
            Registration.Pace.forTtl(config.ttl()),
            RandomGenerator.getDefault());
  }

  /** Whether the directory answered the last time. */
  public boolean isRegistered() {
    return registration.isRegistered();
  }

  private ObjectNode document() {
    ObjectNode document =
        ServiceRecord.running(
                id,
                config.name().orElseGet(address::toString),
                ServiceRecord.IBP_SERVER,
                "ibp://" + address,
                config.ttl())
            .withLocation(location())
            .withProperties(properties())
            .toJson();
    document.putArray("listeners").addObject().put("tcp", address.host() + "/" + address.port());
    return document;
  }

  private ObjectNode location() {
    ObjectNode location = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, String> entry : config.location().entrySet()) {
      String key = entry.getKey().toLowerCase(Locale.ROOT);
      if (key.equals("latitude") || key.equals("longitude")) {
        location.put(key, Double.parseDouble(entry.getValue()));
      } else {
        location.put(entry.getKey(), entry.getValue());
      }
    }
    return location;
  }

  private ObjectNode properties() {
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    long total = 0;
    long used = 0;
    long free = 0;
    for (Resource resource : resources.all()) {
      DepotStatus status = resource.status();
      total += status.total();
      used += status.used();
      free += status.allocable();
    }
    properties.put("total", total).put("used", used).put("free", free);
    properties.put("resources", resources.all().size());
    return properties;
  }

  /** Marks the depot OFF in the directory, in bounded time. */
  @Override
  public void close() {
    registration.close();
  }
}
