package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;
import static org.datalogistics.lors.cli.OptionSpec.refused;

/** Options that say what a command tells about its work. */
final class ReportOptions {
  static final OptionSpec VERBOSE =
      option(
          CommonOptions.GENERAL,
          "V",
          "verbose",
          "MASK",
          "1: each step, 2: each failed attempt; 3: both (0)");
  static final OptionSpec DEMO =
      refused("D", "demo", null, "drawing messages are not made by this version; -V 1 tells steps");
  static final OptionSpec VISUALIZE =
      refused("X", "visualize-progress", "URL", "the web map is not served by this version");

  /** Those of commands that move data. */
  static final OptionSpec[] OPTIONS = {VERBOSE, VISUALIZE, DEMO};

  private ReportOptions() {}

  static int verbose(ParsedOptions options, Xndrc settings) throws UsageException {
    return options.number("verbose", settings.verbose(), 0);
  }
}
