package org.datalogistics.unis.server;

import org.datalogistics.node.lifecycle.ServiceMain;

/** The program {@code dlt unis}. */
public final class UnisCommand {

  private UnisCommand() {}

  /**
   * Runs a server until the process is asked to end; returns the exit status: 0 done, 1 failed, 2
   * usage.
   */
  public static int run(String... arguments) {
    return ServiceMain.ofProcess().run(UnisConfig.SCHEMA, UnisServer::new, arguments);
  }

  /** For a process of its own. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }
}
