package org.datalogistics.setup.ibp;

import java.io.IOException;
import java.util.List;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.client.IbpClient;

/** {@code dlt ibp version} and {@code dlt ibp resources}: what a depot tells of itself. */
final class DepotText implements HandCommand {
  private final boolean resources;

  private DepotText(boolean resources) {
    this.resources = resources;
  }

  static DepotText version() {
    return new DepotText(false);
  }

  static DepotText resources() {
    return new DepotText(true);
  }

  @Override
  public String help() {
    return resources
        ? """
        Usage: dlt ibp resources DEPOT [--json]

        Lists the resources of a depot by their ids.

          DEPOT    HOST or HOST:PORT (6714 without)
          --json   as JSON

        Example:
          dlt ibp resources localhost
        """
        : """
        Usage: dlt ibp version DEPOT [--json]

        Shows what a depot tells of itself: program, uptime, counters.

          DEPOT    HOST or HOST:PORT (6714 without)
          --json   as JSON

        Example:
          dlt ibp version localhost
        """;
  }

  @Override
  public void run(String[] arguments, IbpClient client)
      throws UsageException, IOException, InterruptedException {
    Arguments given = Arguments.read(arguments, List.of(), List.of("json"));
    DepotAddress depot = Allocate.depot(given.words("DEPOT").get(0));
    if (resources) {
      new Answer(given).print("resources", Answers.await(client.resources(depot)));
    } else {
      String text = Answers.await(client.version(depot)).strip();
      new Answer(given).print("version", text.lines().toList());
    }
  }
}
