package org.datalogistics.lors.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A terminal that messages go to.
 *
 * @param unicode whether it shows more than ASCII
 * @param size gives its present size; may take a few milliseconds
 */
public record Terminal(boolean unicode, Supplier<Size> size) {

  /** Columns and rows. */
  public record Size(int columns, int rows) {
    static final Size USUAL = new Size(80, 24);
  }

  /** The terminal that standard error is, or null. Java does not tell; Linux does, in /proc. */
  static @Nullable Terminal ofStandardError(Map<String, String> environment) {
    Path device;
    try {
      device = Files.readSymbolicLink(Path.of("/proc/self/fd/2"));
    } catch (IOException | UnsupportedOperationException e) {
      return null; // no such system: as good as no terminal
    }
    String name = device.toString();
    if (!(name.startsWith("/dev/pts/") || name.startsWith("/dev/tty"))
        || "dumb".equals(environment.get("TERM"))) {
      return null;
    }
    // The launcher sets a locale for the names of files where there is none, and says so.
    boolean plain = System.getProperty("dlt.plain") != null;
    return new Terminal(!plain && isUnicode(environment), () -> size(device.toFile()));
  }

  /** What the locale says. */
  static boolean isUnicode(Map<String, String> environment) {
    for (String variable : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String value = environment.getOrDefault(variable, "");
      if (!value.isEmpty()) {
        String locale = value.toUpperCase(Locale.ROOT);
        return locale.contains("UTF-8") || locale.contains("UTF8");
      }
    }
    return false;
  }

  private static Size size(File device) {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(device)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer =
          new String(stty.getInputStream().readNBytes(100), StandardCharsets.US_ASCII).strip();
      int blank = answer.indexOf(' ');
      if (stty.waitFor(1, TimeUnit.SECONDS) && blank > 0) {
        int rows = Integer.parseInt(answer.substring(0, blank));
        int columns = Integer.parseInt(answer.substring(blank + 1));
        return columns > 0 && rows > 0 ? new Size(columns, rows) : Size.USUAL;
      }
    } catch (IOException | NumberFormatException e) {
      return Size.USUAL; // no stty, or one that answers something else
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Size.USUAL;
  }
}
