package org.datalogistics.depot;

import org.datalogistics.node.lifecycle.ServiceMain;

/** The command {@code dlt depot}. */
public final class DepotCommand {
  private DepotCommand() {}

  /** Runs a depot until the process is asked to end; gives the exit status. */
  public static int run(String... arguments) {
    return ServiceMain.ofProcess().run(DepotOptions.SCHEMA, Depot::new, arguments);
  }

  /** For tests that run the depot as a process of its own. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }
}
