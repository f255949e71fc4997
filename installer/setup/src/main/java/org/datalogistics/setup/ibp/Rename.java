package org.datalogistics.setup.ibp;

import java.io.IOException;
import java.util.List;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.client.IbpClient;

/** {@code dlt ibp rename}. */
final class Rename implements HandCommand {
  @Override
  public String help() {
    return """
        Usage: dlt ibp rename CAPS [--json]

        Replaces the three capabilities of an allocation, so that whoever has an old one has no right
        any more, and prints the new ones. Send them to another file: the shell empties the
        file that it writes to before this command reads it.

          CAPS     a manage capability, a file as allocate prints it, or - for standard input
          --json   as JSON

        Example:
          dlt ibp rename caps > newcaps
        """;
  }

  @Override
  public void run(String[] arguments, IbpClient client)
      throws UsageException, IOException, InterruptedException {
    Arguments given = Arguments.read(arguments, List.of(), List.of("json"));
    Capability manage = Capabilities.find(given.words("CAPS").get(0), CapabilityKind.MANAGE);
    new Answer(given).print(Answers.await(client.rename(manage)));
  }
}
