package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;
import static org.datalogistics.lors.cli.OptionSpec.refused;

/** Options that several commands share (LoRS spec 1). */
final class CommonOptions {
  static final String LIMITS = "Limits";
  static final String GENERAL = "General";

  static final OptionSpec THREADS =
      option(LIMITS, "t", "threads", "N", "operations at once; -1: as many as fit (8)");
  static final OptionSpec TIMEOUT =
      option(LIMITS, "T", "timeout", "TIME", "limit for the whole operation (10m)");
  static final OptionSpec MEMORY =
      option(LIMITS, "M", "buffersize", "SIZE", "memory for data in transit (48M)");
  static final OptionSpec UNIS =
      option("Directory", null, "unis", "URL", "UNIS directory, such as http://host:8888");
  static final OptionSpec XNDRC =
      option(GENERAL, null, "xndrc", "FILE", "defaults, read after ~/.xndrc and ./.xndrc");
  static final OptionSpec VERBOSE =
      option(GENERAL, "V", "verbose", "MASK", "1: each step, 2: each failed attempt; 3: both (0)");
  static final OptionSpec VERSION = option(GENERAL, "v", "version", null, "print the version");
  static final OptionSpec HELP = option(GENERAL, "?", "help", null, "this page");
  static final OptionSpec USAGE = option(GENERAL, null, "usage", null, "this page");

  static final OptionSpec DEMO =
      refused("D", "demo", null, "drawing messages are not made by this version; -V 1 tells steps");
  static final OptionSpec VISUALIZE =
      refused("X", "visualize-progress", "URL", "the web map is not served by this version");

  /** The number that {@code -t -1} stands for. */
  static final int MANY_THREADS = 16;

  private CommonOptions() {}
}
