package org.datalogistics.setup.demo;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the user asked for.
 *
 * @param file to be stored; empty: one is made
 * @param keep whether the folder with all data and logs stays
 */
record DemoOptions(Optional<Path> file, boolean keep) {
  static final String HELP =
      """
      Usage: dlt demo [--keep] [FILE]

      Stores a file over three depots and gets it back with one of them dead. Starts the depots and a
      directory on this machine's loopback address, in a temporary folder; ends and removes them all.
      No network is used. Free space needed in the temporary folder: four times the file.

        FILE        what to store; without it: 256 MiB of random bytes
        --keep      keep the folder with the data and the logs
        --help      this page

      The folder is made in $TMPDIR, or /tmp. NO_COLOR=1 switches colours off.

      Example:
        dlt demo "holiday film.mkv"
      """;

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException saying what is wrong with them
   */
  static DemoOptions parse(String... arguments) {
    Optional<Path> file = Optional.empty();
    boolean keep = false;
    boolean onlyFiles = false;
    for (String argument : arguments) {
      if (!onlyFiles && argument.equals("--")) {
        onlyFiles = true;
      } else if (!onlyFiles && argument.equals("--keep")) {
        keep = true;
      } else if (!onlyFiles && argument.startsWith("-")) {
        throw new IllegalArgumentException("there is no option " + argument);
      } else if (file.isPresent()) {
        throw new IllegalArgumentException("one file at a time, not also " + argument);
      } else {
        file = Optional.of(Path.of(argument));
      }
    }
    return new DemoOptions(file, keep);
  }
}
