package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;

import java.net.URI;
import org.datalogistics.lors.tree.TreeEvent;
import org.jspecify.annotations.Nullable;

/** Options that say what a command tells about its work. */
final class ReportOptions {
  static final OptionSpec VERBOSE =
      option(
          CommonOptions.GENERAL,
          "V",
          "verbose",
          "MASK",
          "1: each step, 2: each failed attempt, 4: why which depot; sums for several (0)");
  private static final OptionSpec EXPLAIN =
      option(CommonOptions.GENERAL, null, "explain", null, "why which depot was chosen, as -V 4");
  static final OptionSpec DEMO =
      option(
          CommonOptions.GENERAL,
          "D",
          "demo",
          null,
          "messages for viewers of the C tools that draw a transfer of a single file, instead of bars");
  private static final OptionSpec VISUALIZE =
      option(
          CommonOptions.GENERAL,
          "X",
          "visualize-progress",
          "URL",
          "tell the web map there, http://HOST:PORT, what goes on");
  private static final OptionSpec LINES =
      option(
          CommonOptions.GENERAL,
          null,
          "progress-lines",
          null,
          "a plain line every 5 s instead of bars, for logs");
  private static final OptionSpec JSON =
      option(
          CommonOptions.GENERAL,
          null,
          "json",
          null,
          "lines of JSON on standard output: planned, progress, done, failed, summary");

  /** Those of commands that move data. */
  static final OptionSpec[] OPTIONS = {VERBOSE, EXPLAIN, LINES, JSON, VISUALIZE, DEMO};

  private ReportOptions() {}

  /**
   * What is to be told.
   *
   * @param verbose the mask of {@code -V}
   * @param lines plain lines instead of bars
   * @param json lines for scripts
   * @param demo drawing messages
   * @param map a web map to tell; null for none
   */
  record Wanted(int verbose, boolean lines, boolean json, boolean demo, @Nullable URI map) {
    /** Whether it is worth a line; what is complete already is only counted. */
    boolean tellsSkipped(TreeEvent.Skipped skipped) {
      return !skipped.complete() || verbose != 0;
    }
  }

  static int verbose(ParsedOptions options, Xndrc settings) throws UsageException {
    int mask = options.number("verbose", settings.verbose(), 0);
    return options.has("explain") ? StepMessages.withReasons(mask) : mask;
  }

  static Wanted wanted(ParsedOptions options, Xndrc settings, boolean many) throws UsageException {
    if (many) {
      refuseDrawing(options);
    }
    URI map =
        options.has("visualize-progress")
            ? UnisUrl.parse(options.text("visualize-progress").orElse(""))
            : null;
    if (map != null && !"http".equals(map.getScheme())) {
      throw new UsageException("web maps speak plain http only, not " + map.getScheme());
    }
    return new Wanted(
        verbose(options, settings),
        options.has("progress-lines"),
        options.has("json"),
        (options.has("demo") || settings.demo()) && !many,
        map);
  }

  /** The same for the command that moves several files, which cannot be drawn. */
  private static void refuseDrawing(ParsedOptions options) throws UsageException {
    if (options.has("demo")) {
      throw new UsageException("-D draws the transfer of a single file");
    }
  }
}
