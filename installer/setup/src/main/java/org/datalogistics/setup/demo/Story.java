package org.datalogistics.setup.demo;

import java.io.PrintStream;
import java.util.List;
import org.datalogistics.lors.TransferEvent;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.setup.term.Amounts;
import org.datalogistics.setup.term.Terminal;
import org.datalogistics.setup.term.Terminal.Colour;

/**
 * How the demo tells what it does: numbered steps, lines below them, a counter while bytes move.
 */
final class Story {
  private static final String INDENT = "   ";
  private static final String CLEAR_LINE = "\r\033[K";

  private final PrintStream out;
  private final Terminal terminal;
  private int steps;
  private boolean counting;

  Story(PrintStream out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  Terminal terminal() {
    return terminal;
  }

  void title(String text) {
    print(terminal.paint(Colour.BOLD, text));
  }

  void step(String text) {
    steps++;
    print("");
    print(terminal.paint(Colour.BOLD, steps + "  " + text));
  }

  void say(String text) {
    print(text.isEmpty() ? "" : INDENT + text);
  }

  void all(List<String> lines) {
    lines.forEach(this::say);
  }

  /** Something that had to be true, and is. */
  void good(String text) {
    say(terminal.paint(Colour.GREEN, terminal.symbol("✓", "ok:")) + " " + text);
  }

  private void print(String line) {
    if (counting) {
      out.print(CLEAR_LINE);
      counting = false;
    }
    out.println(line.stripTrailing());
    out.flush();
  }

  /** Shows how far a transfer is, where somebody watches. */
  TransferListener counter() {
    if (!terminal.isTerminal()) {
      return TransferListener.NONE;
    }
    return new Counter();
  }

  private final class Counter implements TransferListener {
    private long planned;

    @Override
    public void onEvent(TransferEvent event) {
      if (event instanceof TransferEvent.Planned plan) {
        planned = plan.bytes();
      } else if (event instanceof TransferEvent.Progress progress && planned > 0) {
        out.print(
            "%s%s%d %%  %s of %s"
                .formatted(
                    CLEAR_LINE,
                    INDENT,
                    progress.bytes() * 100 / planned,
                    Amounts.bytes(progress.bytes()),
                    Amounts.bytes(planned)));
        out.flush();
        counting = true;
      }
    }
  }
}
