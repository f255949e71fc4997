package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;

/** Options of every command (LoRS spec 1). */
final class CommonOptions {
  static final String GENERAL = "General";

  static final OptionSpec UNIS =
      option("Directory", null, "unis", "URL", "UNIS directory, such as http://host:8888");
  static final OptionSpec XNDRC =
      option(GENERAL, null, "xndrc", "FILE", "defaults, read after ~/.xndrc and ./.xndrc");
  private static final OptionSpec VERSION =
      option(GENERAL, "v", "version", null, "print the version");
  private static final OptionSpec HELP = option(GENERAL, "?", "help", null, "this page");
  private static final OptionSpec USAGE = option(GENERAL, null, "usage", null, "this page");

  /** What closes every table. */
  static final OptionSpec[] LAST = {VERSION, HELP, USAGE};

  private CommonOptions() {}
}
