package org.datalogistics.depot.ops;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.datalogistics.depot.traffic.CommandReport;
import org.datalogistics.depot.traffic.TrafficReport;

/** The metrics page: everything that is counted, by topic. */
final class DepotMetrics {
  private DepotMetrics() {}

  static HttpAnswer of(DepotHealth health) {
    MetricsText text = new MetricsText();
    depot(text, health);
    traffic(text, health.traffic());
    resources(text, health.resources());
    ActivityMetrics.write(text, health.resources());
    JvmMetrics.write(text);
    return new HttpAnswer(200, MetricsText.TYPE, text.toString());
  }

  private static void depot(MetricsText text, DepotHealth health) {
    text.gauge("dlt_depot_info", "What runs.").value(1, "version", health.version());
    text.gauge("dlt_depot_up_seconds", "How long it runs.")
        .value(health.uptime().toMillis() / 1000.0);
    text.gauge("dlt_depot_state", "1 for the state it is in.");
    for (DepotHealth.State state : DepotHealth.State.values()) {
      text.value(health.state() == state ? 1 : 0, "state", state.name().toLowerCase(Locale.ROOT));
    }
    text.gauge("dlt_depot_alarms", "Alarms that stand.").value(health.alarms().size());
    health
        .registered()
        .ifPresent(
            registered ->
                text.gauge("dlt_depot_registered", "Whether the directory lists the depot.")
                    .value(registered ? 1 : 0));
    text.gauge("dlt_depot_connections", "Connections served now.").value(health.connections());
  }

  private static void traffic(MetricsText text, TrafficReport traffic) {
    text.counter("dlt_depot_connections_total", "Connections let in, and turned away.")
        .value(traffic.accepted(), "outcome", "accepted")
        .value(traffic.turnedAway(), "outcome", "turned_away");
    text.counter("dlt_depot_bytes_total", "Bytes from and to clients.")
        .value(traffic.received(), "direction", "received")
        .value(traffic.sent(), "direction", "sent");
    text.gauge("dlt_depot_transfers", "Transfers under way.");
    new TreeMap<>(traffic.transfers().active())
        .forEach((kind, count) -> text.value(count, "kind", label(kind)));
    text.counter("dlt_depot_copied_bytes_total", "Bytes of copies that went well.");
    new TreeMap<>(traffic.transfers().copied())
        .forEach((way, bytes) -> text.value(bytes, "way", label(way)));
    text.counter("dlt_depot_commands_total", "Commands that ended, by what came of them.");
    traffic
        .commands()
        .forEach(
            (command, report) ->
                new TreeMap<>(report.outcomes())
                    .forEach(
                        (outcome, count) ->
                            text.value(count, "command", command, "outcome", outcome)));
    text.histogram("dlt_depot_command_seconds", "How long commands took, payload included.");
    traffic.commands().forEach((command, report) -> durations(text, command, report));
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static void durations(MetricsText text, String command, CommandReport report) {
    long sum = 0;
    for (int i = 0; i < report.buckets().size(); i++) {
      sum += report.buckets().get(i);
      String bound =
          i < CommandReport.BOUNDS.size()
              ? MetricsText.number(CommandReport.BOUNDS.get(i))
              : "+Inf";
      text.part("_bucket", (double) sum, "command", command, "le", bound);
    }
    text.part("_sum", report.seconds(), "command", command);
    text.part("_count", (double) sum, "command", command);
  }

  private static void resources(MetricsText text, List<ResourceHealth> all) {
    text.gauge("dlt_resource_state", "1 for the state it is in.");
    for (ResourceHealth each : all) {
      text.value(1, "resource", each.id(), "state", each.stateName());
    }
    gauge(
        text,
        all,
        "failed",
        "1 if it is offline against its operator's will.",
        r -> r.fault().isPresent() ? 1 : 0);
    gauge(text, all, "size_bytes", "Bytes that may be leased.", each -> each.space().total());
    gauge(text, all, "free_bytes", "Bytes that can be leased now.", r -> r.space().allocable());
    text.gauge("dlt_resource_leased_bytes", "Bytes leased, hard and soft.");
    for (ResourceHealth each : all) {
      text.value(each.usage().hard(), "resource", each.id(), "reliability", "hard");
      text.value(each.usage().soft(), "resource", each.id(), "reliability", "soft");
    }
    gauge(text, all, "hard_size_bytes", "Bytes hard leases may take.", r -> r.space().totalHard());
    gauge(text, all, "allocations", "Allocations.", each -> each.usage().allocations());
    text.gauge("dlt_resource_leases", "Leases by time left, aliases too.");
    for (ResourceHealth each : all) {
      each.leases()
          .ifPresent(
              bands ->
                  bands
                      .byName()
                      .forEach(
                          (name, count) -> text.value(count, "resource", each.id(), "left", name)));
    }
    gauge(text, all, "aliases", "Aliases of allocations.", each -> each.usage().aliases());
    gauge(text, all, "trash_bytes", "Bytes in the trash.", each -> each.usage().trash());
    gauge(text, all, "trashed", "Allocations in the trash.", each -> each.usage().trashed());
    gauge(text, all, "damaged", "Allocations with a damaged block.", r -> r.usage().damaged());
  }

  private static void gauge(
      MetricsText text,
      List<ResourceHealth> all,
      String name,
      String help,
      ToLongFunction<ResourceHealth> value) {
    text.gauge("dlt_resource_" + name, help);
    for (ResourceHealth each : all) {
      text.value(value.applyAsLong(each), "resource", each.id());
    }
  }
}
