package org.datalogistics.setup.ibp;

import java.io.IOException;
import java.util.List;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.client.IbpClient;

/** {@code dlt ibp merge}. */
final class Merge implements HandCommand {
  @Override
  public String help() {
    return """
        Usage: dlt ibp merge CAPS CHILD [--json]

        Gives an allocation the space of another one on the same resource, which is deleted with its
        data.

          CAPS     a manage capability, a file as allocate prints it, or - for standard input
          CHILD    that of the allocation that ends
          --json   the grown allocation as JSON

        Example:
          dlt ibp merge caps part
        """;
  }

  @Override
  public void run(String[] arguments, IbpClient client)
      throws UsageException, IOException, InterruptedException {
    Arguments given = Arguments.read(arguments, List.of(), List.of("json"));
    List<String> words = given.words("CAPS", "CHILD");
    Capability manage = Capabilities.find(words.get(0), CapabilityKind.MANAGE);
    Capability child = Capabilities.find(words.get(1), CapabilityKind.MANAGE);
    try {
      Answers.await(client.merge(manage, child));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e);
    }
    new Answer(given).print(Answers.await(client.probe(manage)));
  }
}
