package org.datalogistics.node.log;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs an event of each kind; an argument is the level to set before. */
final class LogMain {
  private LogMain() {}

  public static void main(String[] args) {
    if (args.length > 0) {
      LogSettings.level(args[0]);
    }
    Logger log = LoggerFactory.getLogger(LogMain.class);
    log.debug("a debug event");
    log.info("an info event of {}", "somebody\r\nERROR forged line");
    log.error("an error event", new IllegalStateException("the cause"));
    LoggerFactory.getLogger("io.netty.util.Something").info("a word of a library");
    System.out.println("data");
  }
}
