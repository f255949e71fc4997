package org.datalogistics.setup.up;

import org.datalogistics.node.lifecycle.ServiceMain;

/** The command {@code dlt up}. */
public final class Up {
  private Up() {}

  /**
   * Runs a node until the process is asked to end; gives the exit status.
   *
   * @param name how the user calls the toolkit
   */
  public static int run(String name, String... arguments) {
    return ServiceMain.ofProcess()
        .run(UpConfig.SCHEMA, config -> new Node(config, System.out, System.err, name), arguments);
  }
}
