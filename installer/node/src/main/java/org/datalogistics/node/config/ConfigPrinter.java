package org.datalogistics.node.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Prints values in force as YAML that can be used as a node document, with the origin of each as a
 * comment.
 */
final class ConfigPrinter {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._][A-Za-z0-9/._+:%-]*(?<!:)");
  private static final int COLUMN = 48;

  private final List<String> lines = new ArrayList<>();

  private ConfigPrinter() {}

  static String print(String section, Settings settings) {
    ConfigPrinter printer = new ConfigPrinter();
    printer.lines.add(section + ":");
    settings.entries().forEach(printer::entry);
    return String.join("\n", printer.lines) + "\n";
  }

  private void entry(Settings.Entry<?> entry) {
    String name = entry.key().fileName();
    Object shown = entry.parsed().shown();
    // An option left out is shown as a comment: its key without a value would be no configuration.
    String line = "  " + name + ":" + inline(shown);
    if (shown == Codec.UNSET) {
      line = "  # " + name + " is not set";
    } else if (shown instanceof Hidden) {
      line = "  # " + name + " is set, and not shown";
    }
    lines.add(line + " ".repeat(Math.max(1, COLUMN - line.length())) + "# " + entry.place());
    if (shown instanceof List<?> items && !items.isEmpty()) {
      items.forEach(item -> lines.add("    -" + inline(item)));
    }
  }

  private static String inline(Object shown) {
    if (shown instanceof List<?> items) {
      return items.isEmpty() ? " []" : "";
    }
    if (shown instanceof Map<?, ?> fields) {
      List<String> parts = new ArrayList<>();
      fields.forEach(
          (name, value) -> {
            if (value != Codec.UNSET) {
              parts.add(name + ":" + inline(value));
            }
          });
      return " { " + String.join(", ", parts) + " }";
    }
    return " " + scalar(String.valueOf(shown));
  }

  private static String scalar(String text) {
    if (PLAIN.matcher(text).matches() && !text.equalsIgnoreCase("null")) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (Character.isISOControl(c)) {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
