package org.datalogistics.node.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Handler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes what is logged while the program runs. */
public final class LogSettings {
  private static final String FIRST_LEVEL = "dlt.first-level";
  private static final String TEXT_ENCODER = "dlt.text-encoder";

  private LogSettings() {}

  /**
   * Sets what is logged, and how.
   *
   * @param level as {@link #level} takes it, or empty for the one that the program began with
   * @param format {@code text} or {@code json}: an object on each line
   */
  public static void apply(Optional<String> level, String format) {
    Logger root = LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    if (root instanceof ch.qos.logback.classic.Logger logback) {
      level(logback, level);
      logback
          .iteratorForAppenders()
          .forEachRemaining(
              appender -> {
                if (appender instanceof OutputStreamAppender<ILoggingEvent> stream) {
                  encode(stream, logback.getLoggerContext(), format.equals("json"));
                }
              });
    }
  }

  private static void level(ch.qos.logback.classic.Logger root, Optional<String> level) {
    LoggerContext context = root.getLoggerContext();
    if (context.getObject(FIRST_LEVEL) == null) {
      context.putObject(FIRST_LEVEL, root.getLevel());
    }
    if (level.isPresent()) {
      level(level.get());
    } else if (context.getObject(FIRST_LEVEL) instanceof Level first) {
      root.setLevel(first);
    }
  }

  private static void encode(
      OutputStreamAppender<ILoggingEvent> stream, LoggerContext context, boolean json) {
    if (json == stream.getEncoder() instanceof JsonLines) {
      return;
    }
    if (json) {
      // Kept for the way back.
      context.putObject(TEXT_ENCODER, stream.getEncoder());
      JsonLines lines = new JsonLines();
      lines.setContext(context);
      lines.start();
      stream.setEncoder(lines);
    } else if (context.getObject(TEXT_ENCODER) instanceof Encoder<?> text) {
      @SuppressWarnings("unchecked") // It was taken from an appender of such events.
      Encoder<ILoggingEvent> kept = (Encoder<ILoggingEvent>) text;
      stream.setEncoder(kept);
    }
  }

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
