package org.datalogistics.node.log;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs an event of each kind; arguments are the level and the form to set before. */
final class LogMain {
  private LogMain() {}

  public static void main(String[] args) {
    if (args.length > 0) {
      LogSettings.apply(Optional.of(args[0]), args.length > 1 ? args[1] : "text");
    }
    Logger log = LoggerFactory.getLogger(LogMain.class);
    log.debug("a debug event");
    log.info("an info event of {}", "somebody\r\nERROR forged line");
    log.error("an error event", new IllegalStateException("the cause"));
    LoggerFactory.getLogger("io.netty.util.Something").info("a word of a library");
    System.out.println("data");
  }
}
