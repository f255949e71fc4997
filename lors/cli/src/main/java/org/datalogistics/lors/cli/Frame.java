package org.datalogistics.lors.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.cli.Totals.Current;

/**
 * What is drawn of a transfer: a bar for all, one for each of a few files under way, and on wide
 * terminals what each depot does.
 *
 * @param columns most columns of a line
 * @param lines most lines
 */
record Frame(int columns, int lines, boolean unicode) {
  private static final int FILES = 4;

  /** Smaller files are gone before anybody could read their names. */
  private static final long SHOWN_BYTES = 1 << 20;

  private static final int WIDE = 100;
  private static final int LONGEST_BAR = 40;
  private static final int SHORTEST_BAR = 7;
  private static final int SHORTEST_NAME = 4;

  /** The lines, the total first; none is longer than the columns. */
  List<String> draw(String title, Totals totals, long now) {
    List<String> drawn = new ArrayList<>();
    List<Current> current = totals.current();
    boolean single = totals.files() == 1;
    drawn.add(total(single ? title : "", totals, now));
    if (!single) {
      current.stream()
          .filter(file -> file.done() > 0 && file.bytes() >= SHOWN_BYTES)
          .sorted(Comparator.comparingLong(Current::bytes).reversed())
          .limit(Math.max(0, Math.min(FILES, lines - 2)))
          .forEach(file -> drawn.add(file(file)));
    }
    if (columns >= WIDE && lines > drawn.size() && totals.depotRates().size() > 1) {
      drawn.add(depots(totals.depotRates()));
    }
    return drawn;
  }

  private String total(String title, Totals totals, long now) {
    String percent = BarText.percent(totals.share());
    String speed = Amounts.showSize(totals.rate()) + "/s";
    long seconds = totals.secondsLeft(now);
    String left = seconds < 0 ? "--:--" : Amounts.clock(seconds);
    String short1 = percent + " " + speed + " " + left;
    String done = Amounts.showSize((double) totals.bytesDone());
    String bytes =
        totals.bytes() < 0 ? done : done + "/" + Amounts.showSize((double) totals.bytes());
    String files = files(totals);
    String back = files + bytes + "  " + speed + "  " + left;
    int room = columns - percent.length() - back.length() - 3;
    if (room < SHORTEST_BAR) {
      String shorter = percent + " " + files + speed + " " + left;
      return shorter.length() <= columns ? shorter : BarText.cut(short1, columns);
    }
    int nameRoom = Math.min(BarText.columns(title), room - SHORTEST_BAR - 15);
    String name = nameRoom < SHORTEST_NAME ? "" : BarText.shorten(title, nameRoom) + " ";
    int bar = Math.min(LONGEST_BAR, room - BarText.columns(name));
    return name + percent + " " + BarText.bar(totals.share(), bar, unicode) + "  " + back;
  }

  private static String files(Totals totals) {
    if (totals.files() == 1) {
      return "";
    }
    String failed = totals.failed() == 0 ? "" : ", " + totals.failed() + " failed";
    return totals.files() < 0
        ? totals.filesEnded() + " files" + failed + "  "
        : totals.filesEnded() + "/" + totals.files() + " files" + failed + "  ";
  }

  private String file(Current file) {
    double share = file.bytes() == 0 ? 1 : file.done() / (double) file.bytes();
    String back =
        Amounts.showSize((double) file.done()) + "/" + Amounts.showSize((double) file.bytes());
    int room = columns - 2 - 5 - back.length() - 2;
    int bar = Math.min(LONGEST_BAR / 2, room / 3);
    if (bar < SHORTEST_BAR) {
      String shorter = "  " + BarText.percent(share) + " ";
      return BarText.cut(
          shorter + BarText.shorten(file.name(), Math.max(0, columns - shorter.length())), columns);
    }
    int name = Math.min(LONGEST_BAR, room - bar - 2);
    return "  "
        + BarText.padRight(BarText.shorten(file.name(), name), name)
        + " "
        + BarText.percent(share)
        + " "
        + BarText.bar(share, bar, unicode)
        + "  "
        + back;
  }

  private String depots(Map<DepotAddress, Double> rates) {
    StringBuilder line = new StringBuilder("  ");
    int hidden = rates.size();
    for (Map.Entry<DepotAddress, Double> depot : rates.entrySet()) {
      String text = depot.getKey() + " " + Amounts.showSize(depot.getValue()) + "/s";
      if (line.length() + text.length() + 12 > columns) {
        break;
      }
      line.append(line.length() > 2 ? "  " : "").append(text);
      hidden--;
    }
    if (hidden > 0) {
      line.append("  +").append(hidden).append(" more");
    }
    return line.toString();
  }
}
