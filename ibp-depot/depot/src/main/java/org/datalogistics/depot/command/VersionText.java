package org.datalogistics.depot.command;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import org.datalogistics.depot.allocation.SpaceUsage;
import org.datalogistics.depot.resource.Resource;
import org.datalogistics.depot.traffic.TrafficReport;
import org.datalogistics.ibp.DepotStatus;

/**
 * What STATUS VERSION tells (IBP spec 7.11). The line that starts with "Total resources" is read by
 * monitors, the rest by people.
 */
final class VersionText {
  private final CommandServices services;
  private final Instant started;

  /** Counts the uptime from now. */
  VersionText(CommandServices services) {
    this.services = services;
    this.started = services.clock().instant();
  }

  /** Space in sum. */
  private static final class Sums {
    private long total;
    private long used;
    private long free;
    private SpaceUsage usage = SpaceUsage.NONE;

    void add(DepotStatus status, SpaceUsage more) {
      total += status.total();
      used += status.used();
      free += status.allocable();
      usage =
          new SpaceUsage(
              usage.hard() + more.hard(),
              usage.soft() + more.soft(),
              usage.allocations() + more.allocations(),
              usage.aliases() + more.aliases(),
              usage.trash() + more.trash(),
              usage.trashed() + more.trashed(),
              usage.damaged() + more.damaged());
    }

    String space() {
      return "Max: %s Used: %s Diff: %s Free: %s Allocations: %d (%d alias)"
          .formatted(
              bytes(total),
              bytes(used),
              bytes(Math.max(0, total - used)),
              bytes(free),
              usage.allocations(),
              usage.aliases());
    }

    String trash() {
      return bytes(usage.trash()) + " in " + usage.trashed() + " files";
    }
  }

  String get() {
    StringBuilder text = new StringBuilder();
    head(text);
    counters(text, services.traffic().get());
    Sums all = new Sums();
    for (Resource resource : services.resources().all()) {
      Sums one = new Sums();
      one.add(resource.status(), resource.usage());
      all.add(resource.status(), resource.usage());
      text.append("RID: ").append(resource.id()).append(' ').append(one.space());
      text.append(" Corrupt count: ").append(one.usage.damaged());
      text.append(" Activity count: ").append(resource.inUse()).append('\n');
      text.append("Trash stats for RID: ").append(resource.id());
      text.append(" -- ").append(one.trash()).append('\n');
    }
    text.append("Total resources: ").append(services.resources().all().size());
    text.append("  ").append(all.space());
    text.append("  Corrupt count: ").append(all.usage.damaged()).append('\n');
    text.append("Total trash stats -- ").append(all.trash()).append('\n');
    return text.toString();
  }

  private void head(StringBuilder text) {
    String version = Objects.toString(services.version());
    text.append("Data Logistics Toolkit depot ").append(version).append('\n');
    text.append("Interfaces(").append(services.ports().size()).append("): ");
    for (int port : services.ports()) {
      text.append(services.address().host()).append(':').append(port).append("; ");
    }
    text.append("\nStart time: ")
        .append(DateTimeFormatter.ISO_INSTANT.format(started.truncatedTo(ChronoUnit.SECONDS)))
        .append('\n');
    Duration up = Duration.between(started, services.clock().instant());
    text.append(
        String.format(
            Locale.ROOT,
            "Uptime: %d:%02d:%02d:%02d\n",
            up.toDays(),
            up.toHoursPart(),
            up.toMinutesPart(),
            up.toSecondsPart()));
  }

  private static void counters(StringBuilder text, TrafficReport traffic) {
    text.append("Total commands: ").append(traffic.commandCount());
    text.append("  Connections: ").append(traffic.accepted());
    text.append("  Turned away: ").append(traffic.turnedAway()).append('\n');
    text.append("Depot transfer stats -- Read: ").append(bytes(traffic.sent()));
    text.append(" Write: ").append(bytes(traffic.received()));
    text.append(" Total: ").append(bytes(traffic.sent() + traffic.received())).append('\n');
  }

  private static String bytes(long count) {
    return String.format(Locale.ROOT, "%d b (%.2f GB)", count, count / (double) (1L << 30));
  }
}
