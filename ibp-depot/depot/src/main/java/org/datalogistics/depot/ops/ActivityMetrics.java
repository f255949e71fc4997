package org.datalogistics.depot.ops;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.datalogistics.depot.resource.ResourceActivity;

/** What the open resources do, as metrics. */
final class ActivityMetrics {
  private final MetricsText text;
  private final List<ResourceHealth> all;

  private ActivityMetrics(MetricsText text, List<ResourceHealth> all) {
    this.text = text;
    this.all = all;
  }

  static void write(MetricsText text, List<ResourceHealth> all) {
    ActivityMetrics metrics = new ActivityMetrics(text, all);
    metrics.counter("changes", "Changes of metadata.", each -> each.commits().changes());
    metrics.counter("commits", "Groups they were in.", each -> each.commits().groups());
    metrics.counter(
        "commit_seconds", "How long the groups took.", each -> each.commits().seconds());
    metrics.gauge("disk_slow", "1 while its disk counts as slow.", each -> each.slowDisk() ? 1 : 0);
    metrics.counter(
        "compared_bytes", "Bytes compared with checksums.", ResourceActivity::comparedBytes);
    metrics.counter("damaged_blocks", "Blocks found damaged.", ResourceActivity::damagedBlocks);
    metrics.counter("scrub_passes", "Times the scrubber was through.", r -> r.scrub().passes());
    metrics.counter("scrubbed_bytes", "Bytes the scrubber compared.", r -> r.scrub().bytes());
    metrics.gauge(
        "scrub_last_pass_timestamp_seconds",
        "When the scrubber was through last, 0 if never.",
        each -> each.scrub().lastPassMillis() / 1000.0);
  }

  private void counter(String name, String help, ToDoubleFunction<ResourceActivity> value) {
    values(text.counter("dlt_resource_" + name + "_total", help), value);
  }

  private void gauge(String name, String help, ToDoubleFunction<ResourceActivity> value) {
    values(text.gauge("dlt_resource_" + name, help), value);
  }

  private void values(MetricsText family, ToDoubleFunction<ResourceActivity> value) {
    for (ResourceHealth each : all) {
      each.activity()
          .ifPresent(
              activity -> family.value(value.applyAsDouble(activity), "resource", each.id()));
    }
  }
}
