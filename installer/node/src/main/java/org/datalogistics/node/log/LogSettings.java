package org.datalogistics.node.log;

import ch.qos.logback.classic.Level;
import java.util.Locale;
import java.util.logging.Handler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes what is logged while the program runs. */
public final class LogSettings {
  private LogSettings() {}

  /**
   * Logs events of a level and above.
   *
   * @param level error, warn, info, debug or trace
   */
  public static void level(String level) {
    Logger root = LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    if (root instanceof ch.qos.logback.classic.Logger logback) {
      logback.setLevel(Level.valueOf(level.toUpperCase(Locale.ROOT)));
    } else {
      julLevel(level);
    }
  }

  // Command line tools log through the JDK; its handlers have a level of their own.
  private static void julLevel(String level) {
    java.util.logging.Level jul =
        switch (level) {
          case "error" -> java.util.logging.Level.SEVERE;
          case "warn" -> java.util.logging.Level.WARNING;
          case "debug" -> java.util.logging.Level.FINE;
          case "trace" -> java.util.logging.Level.FINEST;
          default -> java.util.logging.Level.INFO;
        };
    java.util.logging.Logger root = java.util.logging.Logger.getLogger("");
    root.setLevel(jul);
    for (Handler handler : root.getHandlers()) {
      handler.setLevel(jul);
    }
  }
}
