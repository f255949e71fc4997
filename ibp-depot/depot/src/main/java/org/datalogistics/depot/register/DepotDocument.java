package org.datalogistics.depot.register;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import org.datalogistics.depot.ops.DepotHealth;
import org.datalogistics.depot.ops.ResourceHealth;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.unis.ServiceRecord;

/** The depot as the directory lists it (UNIS spec 7.7, 13). */
final class DepotDocument {
  private DepotDocument() {}

  static ObjectNode of(RegistrationConfig config, Listeners where, String id, DepotHealth health) {
    DepotAddress address = where.plain();
    ObjectNode document =
        ServiceRecord.running(
                id,
                config.name().orElseGet(address::toString),
                ServiceRecord.IBP_SERVER,
                "ibp://" + address,
                config.ttl())
            .withLocation(location(config))
            .withProperties(properties(health))
            .toJson();
    ArrayNode listeners = document.putArray("listeners");
    listeners.addObject().put("tcp", address.host() + "/" + address.port());
    where
        .tlsPort()
        .ifPresent(port -> listeners.addObject().put("tls", address.host() + "/" + port));
    return document;
  }

  private static ObjectNode location(RegistrationConfig config) {
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

  private static ObjectNode properties(DepotHealth health) {
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    long total = 0;
    long used = 0;
    long free = 0;
    long hard = 0;
    long longest = 0;
    long damaged = 0;
    for (ResourceHealth each : health.resources()) {
      total += each.space().total();
      used += each.space().used();
      free += each.space().allocable();
      hard += each.usage().hard();
      damaged += each.usage().damaged();
      longest = Math.max(longest, each.space().maxDurationSeconds());
    }
    properties.put("version", health.version());
    properties.put("state", health.state().name().toLowerCase(Locale.ROOT));
    properties.put("total", total).put("used", used).put("free", free);
    properties.put("hard", hard).put("soft", used - hard);
    properties.put("damaged", damaged);
    properties.put("maxDurationSeconds", longest);
    ArrayNode resources = properties.putArray("resources");
    health.resources().forEach(each -> resources.add(resource(each)));
    return properties;
  }

  private static ObjectNode resource(ResourceHealth each) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    each.activity().ifPresent(activity -> node.put("maxSize", activity.largest()));
    return node.put("id", each.id())
        .put("state", each.stateName())
        .put("total", each.space().total())
        .put("used", each.space().used())
        .put("free", each.space().allocable())
        .put("hardTotal", each.space().totalHard())
        .put("hard", each.usage().hard())
        .put("soft", each.usage().soft())
        .put("trash", each.usage().trash())
        .put("allocations", each.usage().allocations())
        .put("damaged", each.usage().damaged())
        .put("maxDurationSeconds", each.space().maxDurationSeconds());
  }
}
