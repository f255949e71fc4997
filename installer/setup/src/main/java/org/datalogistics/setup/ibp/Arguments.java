package org.datalogistics.setup.ibp;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.datalogistics.node.config.ByteSize;
import org.datalogistics.node.config.Durations;

/** The command line of one {@code dlt ibp} command, read. */
final class Arguments {
  private final CommandLine line;

  private Arguments(CommandLine line) {
    this.line = line;
  }

  /**
   * Reads a command line.
   *
   * @param valued names of options that take a value
   * @param flags names of options that take none
   */
  static Arguments read(String[] words, List<String> valued, List<String> flags)
      throws UsageException {
    Options options = new Options();
    valued.forEach(name -> options.addOption(Option.builder().longOpt(name).hasArg().get()));
    flags.forEach(name -> options.addOption(Option.builder().longOpt(name).get()));
    try {
      return new Arguments(
          DefaultParser.builder().setAllowPartialMatching(false).get().parse(options, words));
    } catch (ParseException e) {
      throw new UsageException(e);
    }
  }

  /** The words that are no options: as many as there are names for, the bracketed ones optional. */
  List<String> words(String... names) throws UsageException {
    List<String> words = line.getArgList();
    for (int i = words.size(); i < names.length; i++) {
      if (!names[i].startsWith("[")) {
        throw new UsageException(names[i] + " is missing");
      }
    }
    if (words.size() > names.length) {
      throw new UsageException("one argument too many: " + words.get(names.length));
    }
    return List.copyOf(words);
  }

  boolean has(String flag) {
    return line.hasOption(flag);
  }

  Optional<String> text(String option) {
    return Optional.ofNullable(line.getOptionValue(option));
  }

  Optional<Long> size(String option) throws UsageException {
    return value(option, text -> ByteSize.parse(text).bytes());
  }

  Optional<Duration> duration(String option) throws UsageException {
    return value(option, Durations::parse);
  }

  private <T> Optional<T> value(String option, Function<String, T> read) throws UsageException {
    String text = line.getOptionValue(option);
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(read.apply(text));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + option + ": " + e.getMessage());
    }
  }
}
