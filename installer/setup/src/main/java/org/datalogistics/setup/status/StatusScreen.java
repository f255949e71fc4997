package org.datalogistics.setup.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.datalogistics.ibp.DepotStatus;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.node.config.Durations;
import org.datalogistics.setup.term.Amounts;

/** The facts as lines of text. */
public final class StatusScreen {
  private static final int BAR = 40;
  private static final JsonNode NONE = MissingNode.getInstance();

  private final List<String> lines = new ArrayList<>();

  private StatusScreen() {}

  /** Lines for a terminal of 80 columns or more. */
  public static List<String> of(DepotFacts facts) {
    StatusScreen screen = new StatusScreen();
    screen.head(facts);
    facts.resources().forEach(each -> screen.resource(each, leases(facts, each)));
    facts.health().ifPresent(screen::traffic);
    return screen.lines;
  }

  private void head(DepotFacts facts) {
    String state = facts.health().map(page -> "  " + page.path("state").asText()).orElse("");
    lines.add("depot " + facts.depot() + state);
    facts.program().ifPresent(program -> lines.add("  " + program));
    facts.uptime().ifPresent(uptime -> lines.add("  up " + uptime + " (d:hh:mm:ss)"));
    for (JsonNode alarm : alarms(facts)) {
      lines.add("  ! " + alarm.asText());
    }
    lines.add("");
  }

  private static Iterable<JsonNode> alarms(DepotFacts facts) {
    return facts.health().map(page -> page.path("alarms")).orElse(NONE);
  }

  /** Leases by time left, where the health page has them. */
  private static JsonNode leases(DepotFacts facts, ResourceFacts resource) {
    for (JsonNode each : facts.health().map(page -> page.path("resources")).orElse(NONE)) {
      if (each.path("id").asText().equals(resource.space().rid())) {
        return each.path("leases");
      }
    }
    return NONE;
  }

  private void resource(ResourceFacts facts, JsonNode leases) {
    DepotStatus space = facts.space();
    String name = space.rid().isEmpty() ? IbpCommand.ANY_RID : space.rid();
    long trash = facts.count("trash").orElse(0);
    lines.add(
        "resource %-8s %s  %s"
            .formatted(name, bar(space, trash), facts.state().orElse(""))
            .stripTrailing());
    lines.add(
        "  %s of %s leased (%s), %s free"
            .formatted(
                Amounts.bytes(space.used()),
                Amounts.bytes(space.total()),
                percent(space.used(), space.total()),
                Amounts.bytes(space.allocable())));
    lines.add(
        "  hard %s of %s, soft %s%s"
            .formatted(
                Amounts.bytes(space.usedHard()),
                Amounts.bytes(space.totalHard()),
                Amounts.bytes(Math.max(0, space.used() - space.usedHard())),
                facts.count("trash").isPresent() ? ", trash " + Amounts.bytes(trash) : ""));
    lines.add("  " + counts(facts));
    if (leases.isObject()) {
      lines.add(
          "  leases that end within 1 h: %d, 1 day: %d, 7 days: %d, 30 days: %d, later: %d; ended: %d"
              .formatted(
                  leases.path("1h").asLong(),
                  leases.path("1d").asLong(),
                  leases.path("7d").asLong(),
                  leases.path("30d").asLong(),
                  leases.path("longer").asLong(),
                  leases.path("ended").asLong()));
    }
    lines.add("");
  }

  private static String counts(ResourceFacts facts) {
    List<String> parts = new ArrayList<>();
    facts.count("allocations").ifPresent(n -> parts.add(n + " allocations"));
    facts.count("aliases").ifPresent(n -> parts.add(n + " aliases"));
    facts.count("trashed").ifPresent(n -> parts.add(n + " in the trash"));
    facts.count("damaged").ifPresent(n -> parts.add(n + " damaged"));
    long longest = facts.space().maxDurationSeconds();
    parts.add(
        longest < 0
            ? "leases without end"
            : "leases up to " + Durations.print(Duration.ofSeconds(longest)));
    return String.join(", ", parts);
  }

  /** Hard leases {@code #}, soft ones {@code =}, trash {@code ~}. */
  private static String bar(DepotStatus space, long trash) {
    StringBuilder bar = new StringBuilder("[");
    double unit = Math.max(1, space.total()) / (double) BAR;
    for (int i = 0; i < BAR; i++) {
      double at = (i + 0.5) * unit;
      char mark = '.';
      if (at < space.usedHard()) {
        mark = '#';
      } else if (at < space.used()) {
        mark = '=';
      } else if (at < (double) space.used() + trash) {
        mark = '~';
      }
      bar.append(mark);
    }
    return bar.append(']').toString();
  }

  private static String percent(long part, long all) {
    return String.format(Locale.ROOT, "%.0f %%", 100.0 * part / Math.max(1, all));
  }

  private void traffic(JsonNode page) {
    JsonNode traffic = page.path("traffic");
    lines.add(
        "%s now, %d in all, %d turned away; %s received, %s sent"
            .formatted(
                Amounts.count(page.path("connections").asLong(), "connection"),
                traffic.path("accepted").asLong(),
                traffic.path("turnedAway").asLong(),
                Amounts.bytes(traffic.path("received").asLong()),
                Amounts.bytes(traffic.path("sent").asLong())));
    JsonNode busiest = traffic.path("busiest");
    if (busiest.size() > 0) {
      lines.add("");
      lines.add(client("busiest clients", "now", "commands", "received", "sent", "connections"));
      for (JsonNode each : busiest) {
        lines.add(
            client(
                each.path("address").asText(),
                Amounts.bytes(each.path("bytesPerSecond").asLong()) + "/s",
                each.path("commands").asText(),
                Amounts.bytes(each.path("received").asLong()),
                Amounts.bytes(each.path("sent").asLong()),
                each.path("connections").asText()));
      }
    }
  }

  private static String client(
      String address, String now, String commands, String received, String sent, String count) {
    return "%-26s %12s %9s %10s %10s %11s".formatted(address, now, commands, received, sent, count);
  }
}
