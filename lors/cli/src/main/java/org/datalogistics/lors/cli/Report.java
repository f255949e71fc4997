package org.datalogistics.lors.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.tree.TreeEvent;
import org.datalogistics.lors.tree.TreeEvent.MovedFile;
import org.datalogistics.lors.tree.TreeListener;
import org.datalogistics.lors.tree.TreeResult;
import org.jspecify.annotations.Nullable;

/**
 * Shows a transfer of one or many files: bars on a terminal, lines in a log, JSON for scripts,
 * messages about what fails. Called by one thread at a time.
 */
final class Report implements TreeListener {
  /** The id of the only file, see {@link #single}. */
  private static final long ONLY = 1;

  private static final long MEASURE_NANOS = Duration.ofMillis(50).toNanos();

  private final ReportOptions.Wanted wanted;
  private final ToolIo io;
  private final Messages messages;
  private final LongSupplier nanoClock;
  private final Totals totals;
  private final StepMessages steps;
  private final @Nullable BarsView bars;
  private final @Nullable LinesView lines;
  private final @Nullable JsonView json;
  private final TreeListener viewers;
  private final boolean isWatched;
  private long measured;

  /**
   * A report.
   *
   * @param title of a single file
   * @param placeName see {@link JsonView}
   * @param viewers are told everything, too
   */
  Report(
      ReportOptions.Wanted wanted,
      ToolIo io,
      Messages messages,
      String title,
      String placeName,
      TreeListener viewers) {
    this.wanted = wanted;
    this.io = io;
    this.messages = messages;
    this.viewers = viewers;
    this.nanoClock = System::nanoTime;
    long now = nanoClock.getAsLong();
    this.totals = new Totals(now);
    Terminal terminal = io.terminal();
    boolean drawn =
        terminal != null
            && !wanted.lines()
            && !wanted.demo()
            && !StepMessages.tellsSteps(wanted.verbose());
    this.bars = drawn && terminal != null ? new BarsView(io.err(), terminal, title, now) : null;
    this.lines = wanted.lines() ? new LinesView(messages::info, now) : null;
    this.json = wanted.json() ? new JsonView(io.out(), placeName, now) : null;
    this.isWatched = bars != null || lines != null || json != null;
    this.steps = new StepMessages(messages, wanted.verbose(), this::clear);
  }

  @Override
  public void onEvent(TreeEvent event) {
    long now = nanoClock.getAsLong();
    if (isWatched) {
      totals.add(event, now);
      if (now - measured >= MEASURE_NANOS) {
        measured = now;
        totals.measure(now);
      }
    }
    if (event instanceof TreeEvent.Moved moved) {
      steps.onEvent(moved.event());
    } else if (event instanceof TreeEvent.Failed failed) {
      clear();
      messages.error(failed.name() + ": " + failed.reason());
    } else if (event instanceof TreeEvent.Skipped skipped && wanted.tellsSkipped(skipped)) {
      clear();
      messages.info(skipped.name() + ": left out, " + skipped.reason());
    }
    viewers.onEvent(event);
    if (json != null) {
      json.onEvent(event, totals, now);
    }
    if (bars != null) {
      bars.update(totals, now);
    }
    if (lines != null) {
      lines.update(totals, now);
    }
  }

  /** The report of a transfer of one file, which is told as one of many would be. */
  TransferListener single(String name, long bytes) {
    onEvent(new TreeEvent.Planned(1, bytes));
    onEvent(new TreeEvent.Started(ONLY, name, bytes));
    return event -> onEvent(new TreeEvent.Moved(ONLY, event));
  }

  /** The end of {@link #single}. */
  void singleDone(MovedFile file) throws IOException {
    onEvent(new TreeEvent.Done(ONLY, file));
    end(new TreeResult(1, file.bytes(), 0, 0, file.failures(), file.depots(), file.elapsed(), ""));
  }

  /** The other end of {@link #single}. */
  void singleFailed(String name, String reason) throws IOException {
    clear();
    if (json != null) {
      long now = nanoClock.getAsLong();
      TreeEvent failed = new TreeEvent.Failed(ONLY, name, reason);
      totals.add(failed, now);
      json.onEvent(failed, totals, now);
      Set<DepotAddress> none = Set.of();
      json.summary(new TreeResult(0, 0, 0, 1, 0, none, Duration.ZERO, ""));
      json.check();
    }
  }

  /** The summary for scripts; nothing of bars is left. */
  void end(TreeResult result) throws IOException {
    clear();
    if (json != null) {
      json.summary(result);
      json.check();
    }
  }

  /** Takes the bars away. */
  void clear() {
    if (bars != null) {
      bars.clear();
    }
    io.err().flush();
  }
}
