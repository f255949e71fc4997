package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;
import static org.datalogistics.lors.cli.OptionSpec.refused;

import org.datalogistics.lors.tree.TreeEvent;

/** Options that say what a command tells about its work. */
final class ReportOptions {
  static final OptionSpec VERBOSE =
      option(
          CommonOptions.GENERAL,
          "V",
          "verbose",
          "MASK",
          "1: each step, 2: each failed attempt, 4: why which\ndepot; sums for several (0)");
  private static final OptionSpec EXPLAIN =
      option(CommonOptions.GENERAL, null, "explain", null, "why which depot was chosen, as -V 4");
  static final OptionSpec DEMO =
      refused("D", "demo", null, "drawing messages are not made by this version; -V 1 tells steps");
  static final OptionSpec VISUALIZE =
      refused("X", "visualize-progress", "URL", "the web map is not served by this version");
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
          "lines of JSON on standard output: planned, progress,\ndone, failed, summary");

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
   */
  record Wanted(int verbose, boolean lines, boolean json, boolean demo) {
    /** Whether it is worth a line; what is complete already is only counted. */
    boolean tellsSkipped(TreeEvent.Skipped skipped) {
      return !skipped.complete() || verbose != 0;
    }
  }

  static int verbose(ParsedOptions options, Xndrc settings) throws UsageException {
    int mask = options.number("verbose", settings.verbose(), 0);
    return options.has("explain") ? StepMessages.withReasons(mask) : mask;
  }

  static Wanted wanted(ParsedOptions options, Xndrc settings) throws UsageException {
    return new Wanted(
        verbose(options, settings),
        options.has("progress-lines"),
        options.has("json"),
        options.has("demo"));
  }
}
