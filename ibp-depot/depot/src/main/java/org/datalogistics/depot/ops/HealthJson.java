package org.datalogistics.depot.ops;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import java.util.TreeMap;
import org.datalogistics.depot.traffic.ClientReport;
import org.datalogistics.depot.traffic.TrafficReport;

/** Health as JSON; the status is 503 when the depot cannot serve. */
final class HealthJson {
  private HealthJson() {}

  static HttpAnswer of(DepotHealth health) {
    return HttpAnswer.json(health.state() == DepotHealth.State.DOWN ? 503 : 200, document(health));
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
    document.set("traffic", traffic(health.traffic()));
    ArrayNode alarms = document.putArray("alarms");
    health.alarms().forEach(alarms::add);
    ArrayNode resources = document.putArray("resources");
    health.resources().forEach(each -> resources.add(resource(each)));
    return document;
  }

  private static ObjectNode traffic(TrafficReport traffic) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("accepted", traffic.accepted());
    node.put("turnedAway", traffic.turnedAway());
    node.put("received", traffic.received());
    node.put("sent", traffic.sent());
    ObjectNode active = node.putObject("transfers");
    new TreeMap<>(traffic.transfers().active())
        .forEach((kind, count) -> active.put(kind.name().toLowerCase(Locale.ROOT), count));
    ObjectNode copied = node.putObject("copied");
    new TreeMap<>(traffic.transfers().copied())
        .forEach((way, bytes) -> copied.put(way.name().toLowerCase(Locale.ROOT), bytes));
    ObjectNode commands = node.putObject("commands");
    traffic
        .commands()
        .forEach(
            (name, report) -> {
              ObjectNode outcomes = commands.putObject(name);
              new TreeMap<>(report.outcomes()).forEach(outcomes::put);
            });
    ArrayNode clients = node.putArray("busiest");
    traffic.busiest().forEach(each -> clients.add(client(each)));
    return node;
  }

  private static ObjectNode client(ClientReport each) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("address", each.address())
        .put("connections", each.connections())
        .put("commands", each.commands())
        .put("received", each.received())
        .put("sent", each.sent())
        .put("bytesPerSecond", Math.round(each.bytesPerSecond()))
        .put("commandsPerSecond", Math.round(10 * each.commandsPerSecond()) / 10.0);
  }

  private static ObjectNode resource(ResourceHealth each) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", each.id());
    node.put("state", each.stateName());
    each.fault().ifPresent(reason -> node.put("fault", reason));
    node.put("size", each.space().total());
    node.put("free", each.space().allocable());
    node.put("hard", each.usage().hard());
    node.put("soft", each.usage().soft());
    node.put("hardSize", each.space().totalHard());
    node.put("allocations", each.usage().allocations());
    node.put("aliases", each.usage().aliases());
    node.put("trash", each.usage().trash());
    node.put("trashed", each.usage().trashed());
    node.put("damaged", each.usage().damaged());
    each.leases()
        .ifPresent(
            bands -> {
              ObjectNode leases = node.putObject("leases");
              bands.byName().forEach(leases::put);
            });
    each.activity()
        .ifPresent(
            activity -> {
              node.put("maxSize", activity.largest());
              ObjectNode scrub = node.putObject("scrub");
              scrub.put("passes", activity.scrub().passes());
              scrub.put("bytes", activity.scrub().bytes());
              long last = activity.scrub().lastPassMillis();
              if (last > 0) {
                scrub.put("lastPass", Instant.ofEpochMilli(last).toString());
              }
              node.put("slowDisk", activity.slowDisk());
            });
    node.put("maxDurationSeconds", each.space().maxDurationSeconds());
    return node;
  }
}
