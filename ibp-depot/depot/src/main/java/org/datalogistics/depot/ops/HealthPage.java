package org.datalogistics.depot.ops;

import java.time.Duration;
import java.util.Locale;
import org.datalogistics.depot.allocation.SpaceUsage;
import org.datalogistics.depot.lease.LeaseBands;
import org.datalogistics.depot.traffic.ClientReport;
import org.datalogistics.depot.traffic.TrafficReport;

/** Health as a page for people: no script, nothing from elsewhere. */
final class HealthPage {
  private static final String STYLE =
      """
      :root{color-scheme:light dark;--ink:#1c2733;--soft:#5c6b7a;--line:#dde3e9;--back:#f5f7f9;--card:#fff;
      --hard:#2563a8;--soft-use:#7fb0de;--trash:#b9a4d6;--ok:#1f8a4c;--degraded:#c77700;--down:#c5283d}
      @media(prefers-color-scheme:dark){:root{--ink:#e4e9ee;--soft:#93a1af;--line:#33404c;--back:#161c22;--card:#1f272f;
      --hard:#4d94e0;--soft-use:#2d5f91;--trash:#6d5894}}
      body{margin:0;background:var(--back);color:var(--ink);font:15px/1.5 system-ui,"DejaVu Sans",sans-serif}
      main{max-width:60rem;margin:0 auto;padding:1.5rem}
      h1{font-size:1.35rem;margin:0}h2{font-size:1rem;margin:1.6rem 0 .6rem}
      .top{display:flex;gap:.8rem;align-items:center;flex-wrap:wrap}
      .state{color:#fff;border-radius:1rem;padding:.1rem .8rem;font-weight:600}
      .ok{background:var(--ok)}.degraded{background:var(--degraded)}.down{background:var(--down)}
      .facts{color:var(--soft);margin:.3rem 0 1rem}
      .card{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.8rem 1rem;margin-bottom:.7rem}
      .head{display:flex;justify-content:space-between;gap:1rem;flex-wrap:wrap}
      .bar{display:flex;height:.9rem;border-radius:.45rem;overflow:hidden;background:var(--line);margin:.5rem 0}
      .bar i{display:block;height:100%}
      .hard{background:var(--hard)}.soft{background:var(--soft-use)}.trash{background:var(--trash)}
      .key i{display:inline-block;width:.7rem;height:.7rem;border-radius:.2rem;margin:0 .35rem 0 .9rem}
      .key i:first-child{margin-left:0}
      .small{color:var(--soft);font-size:.87rem}
      .alarm{border-left:.3rem solid var(--down)}
      table{border-collapse:collapse;width:100%}th,td{text-align:right;padding:.25rem .6rem;border-bottom:1px solid var(--line)}
      th:first-child,td:first-child{text-align:left}th{font-weight:600;color:var(--soft);font-size:.87rem}
      a{color:inherit}
      """;

  private HealthPage() {}

  static HttpAnswer of(DepotHealth health) {
    StringBuilder page = new StringBuilder(8192);
    page.append("<!doctype html><html lang=en><head><meta charset=utf-8><title>Depot ")
        .append(escape(health.address()))
        .append("</title><meta name=viewport content=\"width=device-width\"><style>")
        .append(STYLE)
        .append("</style></head><body><main>");
    head(page, health);
    for (String alarm : health.alarms()) {
      page.append("<div class=\"card alarm\">").append(escape(alarm)).append("</div>");
    }
    page.append("<h2>Resources</h2>");
    health.resources().forEach(each -> resource(page, each));
    traffic(page, health.traffic());
    page.append(
        "<p class=small><a href=\"/health\">health as JSON</a> · <a href=\"/metrics\">metrics</a>"
            + "</p></main></body></html>\n");
    return new HttpAnswer(
        health.state() == DepotHealth.State.DOWN ? 503 : 200,
        "text/html; charset=utf-8",
        page.toString());
  }

  private static void traffic(StringBuilder page, TrafficReport traffic) {
    page.append("<h2>Traffic since the start</h2><div class=card>")
        .append(Amount.bytes(traffic.received()))
        .append(" received · ")
        .append(Amount.bytes(traffic.sent()))
        .append(" sent · ")
        .append(Amount.count(traffic.commandCount(), "command"))
        .append(" · ")
        .append(Amount.count(traffic.accepted(), "connection"))
        .append(", ")
        .append(traffic.turnedAway())
        .append(" turned away</div>");
    if (traffic.busiest().isEmpty()) {
      return;
    }
    page.append(
        "<h2>Busiest clients</h2><div class=card><table><tr><th>client<th>now<th>commands<th>"
            + "received<th>sent<th>connections</tr>");
    for (ClientReport each : traffic.busiest()) {
      page.append("<tr><td>")
          .append(escape(each.address()))
          .append("<td>")
          .append(Amount.bytes((long) each.bytesPerSecond()))
          .append("/s<td>")
          .append(each.commands())
          .append("<td>")
          .append(Amount.bytes(each.received()))
          .append("<td>")
          .append(Amount.bytes(each.sent()))
          .append("<td>")
          .append(each.connections())
          .append("</tr>");
    }
    page.append("</table></div>");
  }

  private static void head(StringBuilder page, DepotHealth health) {
    String state = health.state().name().toLowerCase(Locale.ROOT);
    page.append("<div class=top><h1>Depot ")
        .append(escape(health.address()))
        .append("</h1><span class=\"state ")
        .append(state)
        .append("\">")
        .append(state)
        .append("</span></div><p class=facts>")
        .append(escape(health.version().isEmpty() ? "" : "version " + health.version() + " · "))
        .append("up ")
        .append(Amount.time(health.uptime()))
        .append(" · ")
        .append(Amount.count(health.connections(), "connection"));
    health
        .registered()
        .ifPresent(
            yes -> page.append(yes ? " · listed in the directory" : " · not in the directory"));
    page.append("</p>");
  }

  private static void resource(StringBuilder page, ResourceHealth each) {
    long size = each.space().total();
    page.append("<div class=card><div class=head><b>Resource ")
        .append(escape(each.id()))
        .append("</b><span class=small>")
        .append(escape(each.fault().isPresent() ? "failed" : each.stateName()))
        .append("</span><span>")
        .append(Amount.bytes(each.space().allocable()))
        .append(" free of ")
        .append(Amount.bytes(size))
        .append("</span></div><div class=bar>");
    segment(page, "hard", each.usage().hard(), size);
    segment(page, "soft", each.usage().soft(), size);
    segment(page, "trash", each.usage().trash(), size);
    page.append("</div><div class=\"key small\"><i class=hard></i>hard ")
        .append(Amount.bytes(each.usage().hard()))
        .append("<i class=soft></i>soft ")
        .append(Amount.bytes(each.usage().soft()))
        .append("<i class=trash></i>trash ")
        .append(Amount.bytes(each.usage().trash()))
        .append("</div><div class=small>")
        .append(counts(each.usage()))
        .append(", leases up to ")
        .append(Amount.time(Duration.ofSeconds(each.space().maxDurationSeconds())))
        .append("</div>");
    each.leases().ifPresent(bands -> leases(page, bands));
    page.append("</div>");
  }

  private static void leases(StringBuilder page, LeaseBands bands) {
    page.append("<table class=small><tr><th>leases that end<th>ended<th>within 1 h<th>1 day<th>7")
        .append(" days<th>30 days<th>later</tr><tr><td>");
    for (long count : bands.counts()) {
      page.append("<td>").append(count);
    }
    page.append("</tr></table>");
  }

  private static String counts(SpaceUsage usage) {
    String text = Amount.count(usage.allocations(), "allocation");
    if (usage.aliases() > 0) {
      text += ", " + Amount.count(usage.aliases(), "alias", "aliases");
    }
    if (usage.trashed() > 0) {
      text += ", " + usage.trashed() + " in the trash";
    }
    return usage.damaged() > 0 ? text + ", " + usage.damaged() + " damaged" : text;
  }

  private static void segment(StringBuilder page, String kind, long bytes, long size) {
    if (bytes > 0) {
      page.append("<i class=")
          .append(kind)
          .append(" style=\"width:")
          .append(String.format(Locale.ROOT, "%.2f", 100.0 * bytes / Math.max(1, size)))
          .append("%\"></i>");
    }
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
