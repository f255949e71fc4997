package org.datalogistics.setup.ibp;

import java.io.IOException;
import org.datalogistics.ibp.client.IbpClient;

/** One word after {@code dlt ibp}. */
interface HandCommand {
  /** The page of its {@code --help}. */
  String help();

  /** Carries it out. */
  void run(String[] arguments, IbpClient client)
      throws UsageException, IOException, InterruptedException;
}
