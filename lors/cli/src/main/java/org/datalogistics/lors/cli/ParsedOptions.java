package org.datalogistics.lors.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.datalogistics.ibp.DepotAddress;

/** A command line that was understood; values are checked when asked for. */
final class ParsedOptions {
  private final CommandLine line;

  ParsedOptions(CommandLine line) {
    this.line = line;
  }

  /** What is not an option, in order. */
  List<String> arguments() {
    return line.getArgList();
  }

  boolean has(String option) {
    return line.hasOption(option);
  }

  Optional<String> text(String option) {
    return Optional.ofNullable(line.getOptionValue(option));
  }

  /** All values of an option that may be repeated, in order. */
  List<String> all(String option) {
    String[] values = line.getOptionValues(option);
    return values == null ? List.of() : List.of(values);
  }

  /** Those of these options that were given, by their long names, in the order given. */
  List<String> inOrder(Set<String> options) {
    return Arrays.stream(line.getOptions())
        .map(Option::getLongOpt)
        .filter(options::contains)
        .toList();
  }

  /** A size, see {@link Amounts#size}. */
  long size(String option, long otherwise) throws UsageException {
    return value(option, otherwise, Amounts::size);
  }

  /** A size of at least one byte. */
  long positiveSize(String option, long otherwise) throws UsageException {
    long value = size(option, otherwise);
    if (value < 1) {
      throw new UsageException("--" + option + " must be 1 or more, not " + value);
    }
    return value;
  }

  /** A time, see {@link Amounts#time}. */
  Duration time(String option, Duration otherwise) throws UsageException {
    Duration value = value(option, otherwise, Amounts::time);
    if (value.isZero()) {
      throw new UsageException("--" + option + " must be longer than 0");
    }
    return value;
  }

  /** A number of at least {@code least}. */
  int number(String option, int otherwise, int least) throws UsageException {
    int value = value(option, otherwise, ParsedOptions::parseNumber);
    if (value < least) {
      throw new UsageException("--" + option + " must be " + least + " or more, not " + value);
    }
    return value;
  }

  /** A number of at least {@code least}, if it was given. */
  OptionalInt number(String option, int least) throws UsageException {
    return has(option) ? OptionalInt.of(number(option, least, least)) : OptionalInt.empty();
  }

  private static int parseNumber(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not a whole number", e);
    }
  }

  /** Depots, in order. */
  List<DepotAddress> depots(String option) throws UsageException {
    String[] values = line.getOptionValues(option);
    if (values == null) {
      return List.of();
    }
    try {
      return List.of(values).stream().map(DepotAddress::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + option + ": " + e.getMessage());
    }
  }

  private <T> T value(String option, T otherwise, Function<String, T> parser)
      throws UsageException {
    String text = line.getOptionValue(option);
    try {
      return text == null ? otherwise : parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + option + ": " + e.getMessage());
    }
  }

  /** Refuses options that exclude each other. */
  void atMostOneOf(String... options) throws UsageException {
    String found = null;
    for (String option : options) {
      if (has(option)) {
        if (found != null) {
          throw new UsageException("--" + found + " and --" + option + " exclude each other");
        }
        found = option;
      }
    }
  }
}
