package org.datalogistics.depot.command;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.resource.Resource;
import org.datalogistics.depot.resource.Resources;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.DepotStatus;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpVersion;
import org.datalogistics.ibp.wire.ReplyPrinter;
import org.datalogistics.ibp.wire.Request;

/** Answers STATUS (IBP spec 7.11). */
final class StatusReport {
  private final Resources resources;
  private final DepotAddress address;
  private final String version;
  private final InstantSource clock;
  private final Instant started;

  /** Counts the uptime from now. */
  StatusReport(CommandServices services) {
    this.resources = services.resources();
    this.address = services.address();
    this.version = services.version();
    this.clock = services.clock();
    this.started = clock.instant();
  }

  String text(Request request) throws RefusedException {
    IbpCommand command = request.command();
    if (command instanceof IbpCommand.StatusInquire inquire) {
      DepotStatus status = resources.status(inquire.rid());
      return request.version() == IbpVersion.V0
          ? ReplyPrinter.inquireV0(status)
          : ReplyPrinter.inquire(status);
    } else if (command instanceof IbpCommand.StatusResources) {
      return ReplyPrinter.resources(resources.all().stream().map(Resource::id).toList());
    } else if (command instanceof IbpCommand.StatusVersion) {
      return ReplyPrinter.version(description());
    }
    throw new IllegalArgumentException("not a STATUS command: " + command);
  }

  /** The line that starts with "Total resources" is read by monitors, the rest by people. */
  private String description() {
    StringBuilder text = new StringBuilder();
    text.append("Data Logistics Toolkit depot ").append(version).append('\n');
    text.append("Interface: ").append(address).append('\n');
    text.append("Start time: ")
        .append(DateTimeFormatter.ISO_INSTANT.format(started.truncatedTo(ChronoUnit.SECONDS)))
        .append('\n');
    Duration up = Duration.between(started, clock.instant());
    text.append(
        String.format(
            Locale.ROOT,
            "Uptime: %d:%02d:%02d:%02d\n",
            up.toDays(),
            up.toHoursPart(),
            up.toMinutesPart(),
            up.toSecondsPart()));
    long total = 0;
    long used = 0;
    long free = 0;
    long allocations = 0;
    for (Resource resource : resources.all()) {
      DepotStatus status = resource.status();
      long count = resource.usage().allocations();
      text.append("RID: ").append(resource.id()).append(' ');
      text.append(space(status.total(), status.used(), status.allocable(), count)).append('\n');
      total += status.total();
      used += status.used();
      free += status.allocable();
      allocations += count;
    }
    text.append("Total resources: ").append(resources.all().size()).append("  ");
    text.append(space(total, used, free, allocations)).append('\n');
    return text.toString();
  }

  private static String space(long total, long used, long free, long allocations) {
    return "Max: "
        + bytes(total)
        + " Used: "
        + bytes(used)
        + " Diff: "
        + bytes(total - used)
        + " Free: "
        + bytes(free)
        + " Allocations: "
        + allocations
        + " (0 alias)  Corrupt count: 0";
  }

  private static String bytes(long count) {
    return String.format(Locale.ROOT, "%d b (%.2f GB)", count, count / (double) (1L << 30));
  }
}
