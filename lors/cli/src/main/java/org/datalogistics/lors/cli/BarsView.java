package org.datalogistics.lors.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/**
 * Draws frames over one another on a terminal, at most 10 times a second, and nothing in the first
 * moments, so that quick transfers show none. Each frame is one write: nothing flickers. Not
 * thread-safe.
 */
final class BarsView {
  private static final long DRAW_NANOS = Duration.ofMillis(100).toNanos();
  private static final long WIDTH_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long FIRST_NANOS = Duration.ofMillis(300).toNanos();

  private final PrintStream err;
  private final Terminal terminal;
  private final String title;
  private final long start;
  private long drawn;
  private long measured;
  private Terminal.Size size = Terminal.Size.USUAL;
  private List<String> shown = List.of();

  BarsView(PrintStream err, Terminal terminal, String title, long now) {
    this.err = err;
    this.terminal = terminal;
    this.title = Messages.printable(title);
    this.start = now;
  }

  /** Draws it, when it is time to. */
  void update(Totals totals, long now) {
    if (now - start < FIRST_NANOS || (!shown.isEmpty() && now - drawn < DRAW_NANOS)) {
      return;
    }
    drawn = now;
    if (measured == 0 || now - measured >= WIDTH_NANOS) {
      measured = now;
      size = terminal.size().get();
    }
    Frame frame = new Frame(size.columns() - 1, size.rows() - 1, terminal.unicode());
    List<String> lines = frame.draw(title, totals, now).stream().map(Messages::printable).toList();
    StringBuilder text = new StringBuilder(back());
    for (int i = 0; i < lines.size(); i++) {
      text.append(i == 0 ? "" : "\n").append(lines.get(i)).append("\033[K");
    }
    // What a longer frame has left below.
    text.append(shown.size() > lines.size() ? "\033[J" : "");
    err.print(text);
    err.flush();
    shown = lines;
  }

  /** To the start of the first line; a terminal that became narrow has broken long lines. */
  private String back() {
    if (shown.isEmpty()) {
      return "";
    }
    int rows = 0;
    for (String line : shown) {
      rows += Math.max(1, (BarText.columns(line) + size.columns() - 1) / size.columns());
    }
    return rows > 1 ? "\r\033[" + (rows - 1) + "A" : "\r";
  }

  /** Takes everything away, as something else is to be printed; the next update draws it again. */
  void clear() {
    if (!shown.isEmpty()) {
      err.print(back() + "\033[J");
      err.flush();
      shown = List.of();
    }
  }
}
