package org.datalogistics.unis.server.http;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the HTTP libraries, which log through {@code java.util.logging}, from saying what operators
 * need not know, and what any client could make them say at any rate: Grizzly prints a stack trace
 * for each request line it cannot read, and Jersey warns of every resource that is registered as an
 * object. What an embedding program has configured stays.
 */
final class LibraryLoggers {

  /** Held, because the platform forgets the level of a logger that nobody holds. */
  private static final List<Logger> LOGGERS =
      List.of(
          Logger.getLogger("org.glassfish.grizzly"),
          Logger.getLogger("org.glassfish.jersey.internal.inject"));

  private LibraryLoggers() {}

  static void quieten() {
    for (Logger logger : LOGGERS) {
      if (logger.getLevel() == null) {
        logger.setLevel(Level.SEVERE);
      }
    }
  }
}
