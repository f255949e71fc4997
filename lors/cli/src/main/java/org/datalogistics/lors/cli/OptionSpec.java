package org.datalogistics.lors.cli;

import org.jspecify.annotations.Nullable;

/**
 * One option of a command.
 *
 * @param group heading in the help
 * @param shortName one letter, or null
 * @param longName without dashes
 * @param argument what stands behind it, for the help; null when nothing does
 * @param help what it does, default included
 * @param refusal why this version refuses it; null when it does not
 */
record OptionSpec(
    String group,
    @Nullable String shortName,
    String longName,
    @Nullable String argument,
    String help,
    @Nullable String refusal) {

  /** An option that works. */
  static OptionSpec option(
      String group,
      @Nullable String shortName,
      String longName,
      @Nullable String argument,
      String help) {
    return new OptionSpec(group, shortName, longName, argument, help, null);
  }

  /** An option of the C tools that is not to be had here: using it is an error, never ignored. */
  static OptionSpec refused(
      @Nullable String shortName, String longName, @Nullable String argument, String reason) {
    return new OptionSpec("", shortName, longName, argument, "", reason);
  }

  /** {@code -b, --bs SIZE}. */
  String usage() {
    return (shortName == null ? "    " : "-" + shortName + ", ")
        + "--"
        + longName
        + (argument == null ? "" : " " + argument);
  }
}
