package org.datalogistics.setup.demo;

import java.util.ArrayList;
import java.util.List;
import org.datalogistics.exnode.Location;
import org.datalogistics.setup.term.Amounts;
import org.datalogistics.setup.term.Terminal;
import org.datalogistics.setup.term.Terminal.Colour;

/**
 * The table of where every slice went: a line per slice, a column per depot. Files of many slices
 * get a line per group of neighbours, with the number of them that each depot holds.
 */
final class SliceTable {
  /** About a screen. */
  private static final int MOST_LINES = 24;

  private static final List<Colour> COLOURS = List.of(Colour.CYAN, Colour.YELLOW, Colour.MAGENTA);
  private static final int WIDE = 58;

  private final Terminal terminal;
  private final List<Column> columns;
  private final boolean narrow;
  private final int cellWidth;

  /**
   * A depot's column.
   *
   * @param title a few characters
   */
  record Column(String title, Location depot) {}

  SliceTable(Terminal terminal, List<Column> columns) {
    this.terminal = terminal;
    this.columns = List.copyOf(columns);
    this.narrow = terminal.width() < WIDE;
    this.cellWidth = narrow ? 5 : 6;
  }

  /** The lines of the table. */
  List<String> lines(List<Slice> slices) {
    int group = Math.max(1, (slices.size() + MOST_LINES - 1) / MOST_LINES);
    List<String> lines = new ArrayList<>();
    lines.add(terminal.paint(Colour.BOLD, head(group == 1 ? "slice" : "slices")));
    for (int first = 0; first < slices.size(); first += group) {
      int end = Math.min(slices.size(), first + group);
      lines.add(line(first, slices.subList(first, end)));
    }
    lines.add(terminal.paint(Colour.DIM, rule()));
    lines.add(total(slices));
    return lines;
  }

  private String head(String what) {
    StringBuilder line = new StringBuilder(start(what, "from", "size"));
    columns.forEach(column -> line.append(cell(column.title())));
    return line.toString().stripTrailing();
  }

  private String line(int first, List<Slice> group) {
    long from = group.get(0).range().offset();
    long size = group.stream().mapToLong(slice -> slice.range().length()).sum();
    String number = Integer.toString(first + 1);
    if (group.size() > 1) {
      number += "-" + (first + group.size());
    }
    StringBuilder line = new StringBuilder(start(number, Amounts.bytes(from), Amounts.bytes(size)));
    for (int i = 0; i < columns.size(); i++) {
      Location depot = columns.get(i).depot();
      long held = group.stream().filter(slice -> slice.isOn(depot)).count();
      line.append(held(held, group.size(), COLOURS.get(i % COLOURS.size())));
    }
    return line.toString().stripTrailing();
  }

  private String held(long held, int of, Colour colour) {
    if (held == 0) {
      return terminal.paint(Colour.DIM, cell(terminal.symbol("·", ".")));
    }
    String mark = terminal.symbol("■", "#");
    return terminal.paint(colour, cell(of == 1 ? mark + mark : mark + " " + held));
  }

  private String rule() {
    return terminal
        .symbol("─", "-")
        .repeat(start("", "", "").length() - 2 + cellWidth * columns.size());
  }

  private String total(List<Slice> slices) {
    long size = slices.stream().mapToLong(slice -> slice.range().length()).sum();
    StringBuilder line =
        new StringBuilder(start(Integer.toString(slices.size()), "", Amounts.bytes(size)));
    for (Column column : columns) {
      line.append(cell(Long.toString(slices.stream().filter(s -> s.isOn(column.depot())).count())));
    }
    return line.toString().stripTrailing();
  }

  private String start(String number, String from, String size) {
    return (narrow ? "%7s %8s   " : "%11s %9s %9s   ").formatted(number, from, size);
  }

  private String cell(String text) {
    return text + " ".repeat(Math.max(1, cellWidth - text.length()));
  }
}
