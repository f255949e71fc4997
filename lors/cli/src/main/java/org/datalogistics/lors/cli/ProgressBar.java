package org.datalogistics.lors.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * One line on a terminal that is drawn again as a transfer goes on: percentage, bar, bytes, rate,
 * time left. Draws at most 10 times a second, and nothing in the first moments, so that quick
 * transfers show none. Not thread-safe.
 */
final class ProgressBar {
  private static final long DRAW_NANOS = Duration.ofMillis(100).toNanos();
  private static final long WIDTH_NANOS = Duration.ofSeconds(2).toNanos();
  private static final long FIRST_NANOS = Duration.ofMillis(300).toNanos();
  private static final int LONGEST_BAR = 40;
  private static final int SHORTEST_BAR = 5;

  private final PrintStream err;
  private final Terminal terminal;
  private final LongSupplier nanoClock;
  private final String title;
  private final long start;
  private final RateMeter rate;
  private long total;
  private long done;
  private long drawn;
  private long measured;
  private int width;
  private boolean visible;

  ProgressBar(PrintStream err, Terminal terminal, String title, LongSupplier nanoClock) {
    this.err = err;
    this.terminal = terminal;
    this.title = title;
    this.nanoClock = nanoClock;
    this.start = nanoClock.getAsLong();
    this.rate = new RateMeter(start);
  }

  /** How many bytes there are. */
  void total(long bytes) {
    total = bytes;
  }

  /** How many bytes are done. */
  void update(long bytes) {
    done = Math.min(bytes, total);
    long now = nanoClock.getAsLong();
    rate.update(now, done);
    if (now - start >= FIRST_NANOS && (!visible || now - drawn >= DRAW_NANOS)) {
      drawn = now;
      if (!visible || now - measured >= WIDTH_NANOS) {
        measured = now;
        width = terminal.size().get().columns();
      }
      visible = true;
      err.print("\r" + line(width - 1) + "\033[K");
      err.flush();
    }
  }

  /** Takes the bar away, as something else is to be printed; the next update draws it again. */
  void clear() {
    if (visible) {
      err.print("\r\033[K");
      err.flush();
      visible = false;
    }
  }

  /** The line in at most so many columns: what does not fit is left out, the bar first. */
  String line(int columns) {
    int percent = total == 0 ? 100 : (int) (done * 100.0 / total);
    String front = BarText.padLeft(percent + "%", 4);
    double speed = rate.bytesPerSecond();
    String left = speed > 0 ? Amounts.clock((long) Math.ceil((total - done) / speed)) : "--:--";
    String bytes = Amounts.showSize((double) done) + "/" + Amounts.showSize((double) total);
    String back = bytes + "  " + Amounts.showSize(speed) + "/s  " + left;
    int room = columns - front.length() - back.length() - 3;
    if (room < SHORTEST_BAR + 2) {
      String shorter = front + " " + Amounts.showSize(speed) + "/s " + left;
      return shorter.length() <= columns
          ? shorter
          : front.substring(0, Math.max(0, Math.min(columns, front.length())));
    }
    int shownTitle = Math.min(title.length(), Math.max(0, room - SHORTEST_BAR - 17));
    String name = shownTitle < 4 ? "" : BarText.shorten(title, shownTitle) + " ";
    int bar = Math.min(LONGEST_BAR, room - 2 - name.length());
    double share = total == 0 ? 1 : done / (double) total;
    return name + front + " " + BarText.bar(share, bar + 2, terminal.unicode()) + "  " + back;
  }
}
