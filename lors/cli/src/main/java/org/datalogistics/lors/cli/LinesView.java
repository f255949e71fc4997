package org.datalogistics.lors.cli;

import java.time.Duration;
import java.util.function.Consumer;

/** Tells every few seconds in a plain line how far a transfer is, for logs. Not thread-safe. */
final class LinesView {
  private static final long EVERY_NANOS = Duration.ofSeconds(5).toNanos();

  private final Consumer<String> out;
  private long told;

  LinesView(Consumer<String> out, long now) {
    this.out = out;
    this.told = now;
  }

  /** Tells it, when it is time to. */
  void update(Totals totals, long now) {
    if (now - told < EVERY_NANOS) {
      return;
    }
    told = now;
    String bytes = Amounts.showSize((double) totals.bytesDone());
    String files =
        totals.files() == 1
            ? ""
            : totals.filesEnded() + (totals.files() < 0 ? "" : "/" + totals.files()) + " files  ";
    long left = totals.secondsLeft(now);
    out.accept(
        BarText.percent(totals.share()).strip()
            + "  "
            + files
            + bytes
            + (totals.bytes() < 0 ? "" : "/" + Amounts.showSize((double) totals.bytes()))
            + "  "
            + Amounts.showSize(totals.rate())
            + "/s"
            + (left < 0 ? "" : "  " + Amounts.clock(left) + " left"));
  }
}
