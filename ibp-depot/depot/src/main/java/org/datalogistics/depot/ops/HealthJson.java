package org.datalogistics.depot.ops;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** Health as JSON; the status is 503 when the depot cannot serve. */
final class HealthJson {
  private HealthJson() {}

  static HttpAnswer of(DepotHealth health) {
    return new HttpAnswer(
        health.state() == DepotHealth.State.DOWN ? 503 : 200,
        "application/json",
        document(health).toPrettyString() + "\n");
  }

  private static ObjectNode document(DepotHealth health) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("state", health.state().name().toLowerCase(Locale.ROOT));
    document.put("address", health.address());
    document.put("version", health.version());
    document.put("time", health.at().toString());
    document.put("started", health.started().toString());
    document.put("uptimeSeconds", health.uptime().toSeconds());
    health.registered().ifPresent(registered -> document.put("registered", registered));
    document.put("connections", health.connections());
    ArrayNode alarms = document.putArray("alarms");
    health.alarms().forEach(alarms::add);
    ArrayNode resources = document.putArray("resources");
    health.resources().forEach(each -> resources.add(resource(each)));
    return document;
  }

  private static ObjectNode resource(ResourceHealth each) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", each.id());
    node.put("size", each.space().total());
    node.put("free", each.space().allocable());
    node.put("hard", each.usage().hard());
    node.put("soft", each.usage().soft());
    node.put("hardSize", each.space().totalHard());
    node.put("allocations", each.usage().allocations());
    node.put("maxDurationSeconds", each.space().maxDurationSeconds());
    return node;
  }
}
