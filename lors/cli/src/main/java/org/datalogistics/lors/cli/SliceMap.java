package org.datalogistics.lors.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.CodingGroup;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.lors.listing.ListedExtent;

/**
 * Draws where the bytes of a file are: a line for each depot, a column for each part of the file,
 * and below how often each part is there.
 *
 * @param columns most columns of a line, 20 or more are used
 */
record SliceMap(int columns, boolean unicode) {
  private static final int LEAST_COLUMNS = 20;
  private static final int LONGEST_LABEL = 30;
  private static final int MANY = 9;

  /** What a depot has of one part of the file. */
  private enum Cell {
    NOTHING(' ', ' '),
    GONE('x', 'x'),
    SILENT('?', '?'),
    SOME('\u2592', '+'),
    ALL('\u2588', '#');

    private final char symbol;
    private final char plain;

    Cell(char symbol, char plain) {
      this.symbol = symbol;
      this.plain = plain;
    }
  }

  /** The lines of the drawing. */
  List<String> draw(ExNode exNode, List<ListedExtent> listed) {
    List<String> lines = new ArrayList<>();
    long size = exNode.effectiveSize();
    if (size == 0) {
      lines.add("an empty file");
      return lines;
    }
    Map<String, List<ListedExtent>> depots = new TreeMap<>();
    for (ListedExtent one : listed) {
      String depot = one.depot() == null ? "-" : one.depot().toString();
      depots.computeIfAbsent(depot, name -> new ArrayList<>()).add(one);
    }
    int label = "copies".length();
    for (String depot : depots.keySet()) {
      label = Math.max(label, Math.min(LONGEST_LABEL, depot.length()));
    }
    int room = Math.max(LEAST_COLUMNS, columns) - label - 4;
    int cells = (int) Math.min(size, Math.max(1, room));
    Map<String, String> rows = new LinkedHashMap<>();
    depots.forEach((depot, extents) -> rows.put(depot, depot(extents, size, cells)));
    if (!exNode.codingGroups().isEmpty()) {
      rows.put("parity", parity(exNode.codingGroups(), size, cells));
    }
    rows.put("copies", copies(listed, size, cells));
    for (Map.Entry<String, String> row : rows.entrySet()) {
      String name = BarText.padRight(BarText.shorten(row.getKey(), label), label);
      String edge = unicode ? "\u2502" : "|";
      lines.add(name + " " + edge + row.getValue() + edge);
    }
    lines.add(" ".repeat(label + 2) + scale(size, cells));
    return lines;
  }

  /** What the symbols mean. */
  String legend() {
    return "%c held  %c in part  x gone  ? no answer;  copies: ! none, %d that many or more"
        .formatted(symbol(Cell.ALL), symbol(Cell.SOME), MANY);
  }

  private char symbol(Cell cell) {
    return unicode ? cell.symbol : cell.plain;
  }

  private static ByteRange part(int cell, long size, int cells) {
    long from = at(cell, size, cells);
    return ByteRange.between(from, at(cell + 1, size, cells));
  }

  /** The first byte of a part, without overflow. */
  private static long at(int cell, long size, int cells) {
    return size / cells * cell + size % cells * cell / cells;
  }

  private static int cellOf(long position, long size, int cells) {
    int guess = (int) Math.min(cells - 1, (long) (position / (double) size * cells));
    while (guess > 0 && at(guess, size, cells) > position) {
      guess--;
    }
    while (guess < cells - 1 && at(guess + 1, size, cells) <= position) {
      guess++;
    }
    return guess;
  }

  private String depot(List<ListedExtent> extents, long size, int cells) {
    Cell[] row = new Cell[cells];
    Arrays.fill(row, Cell.NOTHING);
    long[] held = new long[cells];
    for (ListedExtent one : extents) {
      Cell cell = one.mayBeRead() ? Cell.SOME : one.state().isLost() ? Cell.GONE : Cell.SILENT;
      for (Overlap overlap : overlaps(one, size, cells)) {
        if (cell == Cell.SOME) {
          held[overlap.cell()] += overlap.bytes();
        }
        if (cell.compareTo(row[overlap.cell()]) > 0) {
          row[overlap.cell()] = cell;
        }
      }
    }
    StringBuilder text = new StringBuilder(cells);
    for (int i = 0; i < cells; i++) {
      boolean all = row[i] == Cell.SOME && held[i] >= part(i, size, cells).length();
      text.append(symbol(all ? Cell.ALL : row[i]));
    }
    return text.toString();
  }

  /** Bytes of an extent in one part. */
  private record Overlap(int cell, long bytes) {}

  private static List<Overlap> overlaps(ListedExtent one, long size, int cells) {
    List<Overlap> overlaps = new ArrayList<>();
    long from = one.extent().offset();
    long end = Math.min(size, from + one.extent().length());
    if (from < 0 || from >= end) {
      return overlaps;
    }
    for (int i = cellOf(from, size, cells); i < cells; i++) {
      ByteRange part = part(i, size, cells);
      long bytes = Math.min(end, part.end()) - Math.max(from, part.offset());
      if (bytes <= 0) {
        break;
      }
      overlaps.add(new Overlap(i, bytes));
    }
    return overlaps;
  }

  /** The copies of the byte that has the fewest, in each part. */
  private static String copies(List<ListedExtent> listed, long size, int cells) {
    int[] fewest = new int[cells];
    Arrays.fill(fewest, Integer.MAX_VALUE);
    TreeMap<Long, Integer> changes = new TreeMap<>();
    changes.put(0L, 0);
    for (ListedExtent one : listed) {
      long from = one.extent().offset();
      long end = Math.min(size, from + one.extent().length());
      if (one.mayBeRead() && from >= 0 && from < end) {
        changes.merge(from, 1, Integer::sum);
        changes.merge(end, -1, Integer::sum);
      }
    }
    int now = 0;
    for (Map.Entry<Long, Integer> change : changes.entrySet()) {
      now += change.getValue();
      Long next = changes.higherKey(change.getKey());
      long end = next == null ? size : next;
      if (change.getKey() < end) {
        int last = cellOf(end - 1, size, cells);
        for (int i = cellOf(change.getKey(), size, cells); i <= last; i++) {
          fewest[i] = Math.min(fewest[i], now);
        }
      }
    }
    StringBuilder text = new StringBuilder(cells);
    for (int number : fewest) {
      text.append(number <= 0 ? '!' : (char) ('0' + Math.min(MANY, number)));
    }
    return text.toString();
  }

  private static String parity(List<CodingGroup> groups, long size, int cells) {
    char[] text = new char[cells];
    Arrays.fill(text, ' ');
    for (CodingGroup group : groups) {
      if (group.offset() < size) {
        long end = Math.min(size, group.offset() + group.length());
        int last = cellOf(end - 1, size, cells);
        for (int i = cellOf(group.offset(), size, cells); i <= last; i++) {
          text[i] = (char) ('0' + Math.min(MANY, group.paritySlices()));
        }
      }
    }
    return new String(text);
  }

  private static String scale(long size, int cells) {
    String end = Amounts.showSize((double) size);
    String middle = Amounts.showSize(size / 2.0);
    int half = cells / 2;
    if (half - middle.length() / 2 < 2 || cells < 2 * middle.length() + end.length() + 4) {
      return BarText.padLeft(end, cells);
    }
    String left = BarText.padRight("0", half - middle.length() / 2) + middle;
    return left + BarText.padLeft(end, cells - left.length());
  }
}
