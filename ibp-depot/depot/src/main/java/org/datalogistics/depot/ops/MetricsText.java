package org.datalogistics.depot.ops;

import java.math.BigDecimal;

/**
 * Writes metrics in the text format of Prometheus, version 0.0.4. A few dozen lines instead of a
 * library: the values are kept elsewhere, only their form is needed.
 */
final class MetricsText {
  static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder(8192);
  private String name = "";

  /** Begins a gauge: a value that goes up and down. */
  MetricsText gauge(String newName, String help) {
    return family(newName, "gauge", help);
  }

  /** Begins a counter: a value that only grows, its name ends in {@code _total}. */
  MetricsText counter(String newName, String help) {
    return family(newName, "counter", help);
  }

  /** Begins a histogram. */
  MetricsText histogram(String newName, String help) {
    return family(newName, "histogram", help);
  }

  private MetricsText family(String newName, String type, String help) {
    name = newName;
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    return this;
  }

  /** A value of the family, with label names and values in turn. */
  MetricsText value(long value, String... labels) {
    return line("", Long.toString(value), labels);
  }

  /** A value of the family, with label names and values in turn. */
  MetricsText value(double value, String... labels) {
    return line("", number(value), labels);
  }

  /** A value of a histogram: its suffix is {@code _bucket}, {@code _sum} or {@code _count}. */
  MetricsText part(String suffix, double value, String... labels) {
    return line(suffix, number(value), labels);
  }

  private MetricsText line(String suffix, String value, String... labels) {
    text.append(name).append(suffix);
    for (int i = 0; i < labels.length; i += 2) {
      text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
      escape(labels[i + 1]);
      text.append('"');
    }
    text.append(labels.length > 0 ? "} " : " ").append(value).append('\n');
    return this;
  }

  /** Whole numbers without an exponent, as people read them too. */
  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : new BigDecimal(Double.toString(value)).toPlainString();
  }

  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '"' -> text.append("\\\"");
        case '\n' -> text.append("\\n");
        default -> text.append(c);
      }
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
