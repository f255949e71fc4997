package org.datalogistics.setup.ibp;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.DepotStatus;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.node.config.Durations;
import org.datalogistics.setup.term.Amounts;

/** {@code dlt ibp status}. */
final class Status implements HandCommand {
  @Override
  public String help() {
    return """
        Usage: dlt ibp status DEPOT [--version]

        Asks a depot for its resources: space and longest lease.

          DEPOT        HOST or HOST:PORT (6714 without)
          --version    what the depot tells of itself instead

        Example:
          dlt ibp status localhost
        """;
  }

  @Override
  public void run(String[] arguments, IbpClient client)
      throws UsageException, IOException, InterruptedException {
    Arguments given = Arguments.read(arguments, List.of(), List.of("version"));
    DepotAddress depot = Allocate.depot(given.words("DEPOT").get(0));
    if (given.has("version")) {
      System.out.println(Answers.await(client.version(depot)).strip());
      return;
    }
    System.out.printf(
        "%-12s %12s %12s %12s  %s%n", "resource", "size", "leased", "free", "longest lease");
    for (String resource : resources(client, depot)) {
      DepotStatus status = Answers.await(client.inquire(depot, resource));
      System.out.printf(
          "%-12s %12s %12s %12s  %s%n",
          resource.equals(IbpCommand.ANY_RID) ? "any" : resource,
          Amounts.bytes(status.total()),
          Amounts.bytes(status.used()),
          Amounts.bytes(status.allocable()),
          status.maxDurationSeconds() < 0
              ? "no limit"
              : Durations.print(Duration.ofSeconds(status.maxDurationSeconds())));
    }
  }

  /** Depots of the first dialect have one resource and no name for it. */
  private static List<String> resources(IbpClient client, DepotAddress depot)
      throws IOException, InterruptedException {
    try {
      return Answers.await(client.resources(depot));
    } catch (IbpException e) {
      if (e.isRetryable()) {
        throw e;
      }
      return List.of(IbpCommand.ANY_RID);
    }
  }
}
