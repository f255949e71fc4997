package org.datalogistics.lors.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;

/** The options of a command: parses command lines, prints the help. */
final class ToolOptions {
  private static final int HELP_COLUMN = 30;
  private static final int PAGE_WIDTH = 80;

  private final String synopsis;
  private final String about;
  private final String example;
  private final List<OptionSpec> specs = new ArrayList<>();

  /**
   * Options.
   *
   * @param synopsis such as {@code lors-ls [OPTIONS] XND...}
   * @param about a sentence or two
   * @param example command lines that work
   */
  ToolOptions(String synopsis, String about, String example) {
    this.synopsis = synopsis;
    this.about = about;
    this.example = example;
  }

  ToolOptions add(OptionSpec... more) {
    specs.addAll(List.of(more));
    return this;
  }

  /** Understands a command line; options may stand anywhere. */
  ParsedOptions parse(String[] arguments) throws UsageException {
    Options options = new Options();
    for (OptionSpec spec : specs) {
      options.addOption(
          Option.builder(spec.shortName())
              .longOpt(spec.longName())
              .hasArg(spec.argument() != null)
              .get());
    }
    CommandLine line;
    try {
      line = DefaultParser.builder().setAllowPartialMatching(false).get().parse(options, arguments);
    } catch (ParseException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
    for (OptionSpec spec : specs) {
      if (spec.refusal() != null && line.hasOption(spec.longName())) {
        throw new UsageException(spec.usage().strip() + ": " + spec.refusal());
      }
    }
    return new ParsedOptions(line);
  }

  /** The help page. */
  String help() {
    StringBuilder page = new StringBuilder();
    page.append("usage: ").append(synopsis).append("\n\n");
    wrapped(about.replace('\n', ' '), PAGE_WIDTH).forEach(line -> page.append(line).append('\n'));
    Map<String, List<OptionSpec>> groups = new LinkedHashMap<>();
    for (OptionSpec spec : specs) {
      if (spec.refusal() == null) {
        groups.computeIfAbsent(spec.group(), name -> new ArrayList<>()).add(spec);
      }
    }
    groups.forEach(
        (name, members) -> {
          page.append('\n').append(name).append(":\n");
          members.forEach(spec -> describe(spec, page));
        });
    page.append("\nSizes: 4096, 64K, 5M, 1.5G. Times: 90, 30s, 10m, 12h, 3d.\n");
    page.append("Exit status: 0 done, 1 failed, 2 usage.\n\nExample:\n");
    example.lines().forEach(line -> page.append("  ").append(line).append('\n'));
    return page.toString();
  }

  private static List<String> wrapped(String line, int width) {
    List<String> parts = new ArrayList<>();
    String rest = line;
    while (rest.length() > width) {
      int blank = rest.lastIndexOf(' ', width);
      if (blank <= 0) {
        break;
      }
      parts.add(rest.substring(0, blank));
      rest = rest.substring(blank + 1);
    }
    parts.add(rest);
    return parts;
  }

  private static void describe(OptionSpec spec, StringBuilder page) {
    String usage = "  " + spec.usage();
    page.append(usage);
    int column = usage.length();
    if (column > HELP_COLUMN - 2) {
      page.append('\n');
      column = 0;
    }
    for (String line : spec.help().split("\n", -1)) {
      for (String part : wrapped(line, PAGE_WIDTH - HELP_COLUMN)) {
        page.append(" ".repeat(HELP_COLUMN - column)).append(part).append('\n');
        column = 0;
      }
    }
  }
}
