package org.datalogistics.node.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The help page of a service: options by heading, with defaults and examples. */
final class HelpPage {
  private static final int WIDTH = 100;
  private static final int COLUMN = 28;

  private final StringBuilder text = new StringBuilder();

  HelpPage(String service, String summary, List<Key<?>> keys, List<String> examples) {
    line("Usage: dlt " + service + " [--OPTION VALUE]...");
    if (!summary.isEmpty()) {
      line("");
      wrap(summary, WIDTH).forEach(this::line);
    }
    Map<String, List<Key<?>>> headings = new LinkedHashMap<>();
    for (Key<?> key : keys) {
      String heading = key.heading().isEmpty() ? "Options" : key.heading();
      headings.computeIfAbsent(heading, h -> new ArrayList<>()).add(key);
    }
    headings.forEach(
        (heading, group) -> {
          line("");
          line(heading + ":");
          group.forEach(this::option);
        });
    line("");
    String variable = Key.string("some-key").variable(service);
    wrap(
            "An option --some-key may also come as variable "
                + variable
                + " or as some-key in the section "
                + service
                + " of the node document. Flags win over variables, variables over the document."
                + " Sizes: 512, 5M, 1.5G (powers of 1024). Times: 500ms, 30s, 10m, 3d.",
            WIDTH)
        .forEach(this::line);
    if (!examples.isEmpty()) {
      line("");
      line(examples.size() == 1 ? "Example:" : "Examples:");
      examples.forEach(example -> line("  " + example));
    }
  }

  private void option(Key<?> key) {
    String head = "  " + key.flag();
    if (!key.codec().isSwitch()) {
      head += " " + key.codec().placeholder();
    }
    boolean isLong = head.length() > WIDTH;
    if (isLong) {
      head = "  " + key.flag() + " KEY=VALUE,...";
    }
    List<String> help = wrap(help(key), WIDTH - COLUMN);
    if (head.length() > COLUMN - 2) {
      line(head);
      head = "";
    }
    for (String part : help) {
      line(head + " ".repeat(COLUMN - head.length()) + part);
      head = "";
    }
    if (isLong) {
      key.codec().fields().forEach(this::field);
    }
  }

  private void field(Key<?> key) {
    String help = key.help() + (key.isRequired() ? " (required)" : "");
    line(" ".repeat(COLUMN + 2) + key.name() + "=" + key.codec().placeholder());
    if (!help.isBlank()) {
      wrap(help.strip(), WIDTH - COLUMN - 6).forEach(part -> line(" ".repeat(COLUMN + 6) + part));
    }
  }

  private static String help(Key<?> key) {
    StringBuilder help = new StringBuilder();
    if (key.codec().isRepeated()) {
      help.append(" May be repeated.");
    }
    if (key.isRequired()) {
      help.append(" Required.");
    }
    key.defaultValue()
        .filter(known -> known.shown() != Codec.UNSET && !key.codec().isSwitch())
        .map(known -> String.valueOf(known.shown()))
        .filter(shown -> !shown.isEmpty() && !shown.equals("[]"))
        .ifPresent(shown -> help.append(" Default: ").append(shown));
    return help.isEmpty() ? key.help() : (sentence(key.help()) + help).strip();
  }

  private static String sentence(String text) {
    return text.isEmpty() || text.endsWith(".") ? text : text + ".";
  }

  private void line(String line) {
    text.append(line.stripTrailing()).append('\n');
  }

  private static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
