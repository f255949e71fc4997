package org.datalogistics.setup.term;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * What standard output can show.
 *
 * @param isTerminal whether somebody watches; else it is a file or a pipe
 * @param colours whether escape sequences are understood and wanted
 * @param symbols whether characters beyond ASCII are
 * @param width columns, at least 40
 */
public record Terminal(boolean isTerminal, boolean colours, boolean symbols, int width) {
  private static final int USUAL_WIDTH = 80;
  private static final int LEAST_WIDTH = 40;

  /** Set by the launcher script, which can ask without a native call. */
  private static final String IS_TERMINAL = "dlt.terminal";

  private static final String PLAIN = "dlt.plain";

  public Terminal {
    width = Math.max(LEAST_WIDTH, width);
  }

  /** A pipe or a file. */
  public static Terminal none() {
    return new Terminal(false, false, true, USUAL_WIDTH);
  }

  /** The standard output of this process. Colours are off with {@code NO_COLOR} (no-color.org). */
  public static Terminal ofProcess() {
    boolean terminal = System.getProperties().containsKey(IS_TERMINAL);
    return of(System.getProperties(), System.getenv(), terminal ? askWidth() : USUAL_WIDTH);
  }

  static Terminal of(Properties properties, Map<String, String> environment, int width) {
    boolean terminal = properties.containsKey(IS_TERMINAL);
    boolean colours =
        terminal
            && environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    return new Terminal(terminal, colours, !properties.containsKey(PLAIN), width);
  }

  private static int askWidth() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new java.io.File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      if (stty.waitFor(1, TimeUnit.SECONDS) && answer.matches("\\d{1,4} \\d{1,4}")) {
        return Integer.parseInt(answer.substring(answer.indexOf(' ') + 1));
      }
    } catch (IOException e) {
      // No stty, or no terminal to ask: the usual width will do.
      return USUAL_WIDTH;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return USUAL_WIDTH;
  }

  /** The text in a colour, where there are colours. */
  public String paint(Colour colour, String text) {
    return colours && !text.isEmpty() ? "\033[" + colour.code() + "m" + text + "\033[0m" : text;
  }

  /** The first where symbols can be shown, else the second. */
  public String symbol(String symbol, String plain) {
    return symbols ? symbol : plain;
  }

  /** Colours that stand out on light and dark ground. */
  public enum Colour {
    BOLD("1"),
    DIM("2"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    BLUE("34"),
    MAGENTA("35"),
    CYAN("36");

    private final String code;

    Colour(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }
  }
}
