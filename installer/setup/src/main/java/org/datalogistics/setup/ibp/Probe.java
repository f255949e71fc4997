package org.datalogistics.setup.ibp;

import java.io.IOException;
import java.util.List;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.client.IbpClient;

/** {@code dlt ibp probe}. */
final class Probe implements HandCommand {
  @Override
  public String help() {
    return """
        Usage: dlt ibp probe CAPS [--json]

        Shows the size, references and lease of an allocation.

          CAPS     any capability of it, a file as allocate prints it, or - for standard input; some
                   depots want the manage capability, which is taken from a file if it is there
          --json   as JSON

        Example:
          dlt ibp probe caps
        """;
  }

  @Override
  public void run(String[] arguments, IbpClient client)
      throws UsageException, IOException, InterruptedException {
    Arguments given = Arguments.read(arguments, List.of(), List.of("json"));
    Capability capability = Capabilities.any(given.words("CAPS").get(0));
    new Answer(given).print(Answers.await(client.probe(capability)));
  }
}
