package org.datalogistics.setup.ibp;

import java.io.IOException;
import java.util.List;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.client.IbpClient;

/** {@code dlt ibp truncate}. */
final class Truncate implements HandCommand {
  @Override
  public String help() {
    return """
        Usage: dlt ibp truncate CAPS --size SIZE [--json]

        Sets how much an allocation may hold, and cuts off what it holds beyond.

          CAPS          a manage capability, a file as allocate prints it, or - for standard input
          --size SIZE   how much it may hold from now on
          --json        the changed allocation as JSON

        Example:
          dlt ibp truncate caps --size 1M
        """;
  }

  @Override
  public void run(String[] arguments, IbpClient client)
      throws UsageException, IOException, InterruptedException {
    Arguments given = Arguments.read(arguments, List.of("size"), List.of("json"));
    Capability manage = Capabilities.find(given.words("CAPS").get(0), CapabilityKind.MANAGE);
    long size = given.size("size").orElseThrow(() -> new UsageException("--size is missing"));
    Answers.await(client.truncate(manage, size));
    new Answer(given).print(Answers.await(client.probe(manage)));
  }
}
