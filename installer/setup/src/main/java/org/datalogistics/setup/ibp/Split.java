package org.datalogistics.setup.ibp;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.ibp.client.SplitTerms;

/** {@code dlt ibp split}. */
final class Split implements HandCommand {
  @Override
  public String help() {
    return """
        Usage: dlt ibp split CAPS --size SIZE [OPTION]...

        Makes a new allocation of space that another one has, and prints its capabilities. What the
        other one stores beyond its new size is cut off.

          CAPS               a manage capability, a file as allocate prints it, or - for standard
                             input
          --size SIZE        how much space moves
          --duration TIME    how long the new lease lasts (1h without)
          --soft             the depot may end the new lease early when it needs the space
          --checksum TYPE    what the depot keeps of the new one: md5, sha1, sha256, sha512, with
                             :BLOCK for another block than 64k; none
          --json             as JSON

        Example:
          dlt ibp split caps --size 1M > part
        """;
  }

  @Override
  public void run(String[] arguments, IbpClient client)
      throws UsageException, IOException, InterruptedException {
    Arguments given =
        Arguments.read(
            arguments, List.of("size", "duration", "type", "checksum"), List.of("soft", "json"));
    Capability manage = Capabilities.find(given.words("CAPS").get(0), CapabilityKind.MANAGE);
    long size = given.size("size").orElseThrow(() -> new UsageException("--size is missing"));
    Duration lease = given.duration("duration").orElse(Duration.ofHours(1));
    SplitTerms terms;
    try {
      terms =
          new SplitTerms(
              given.has("soft") ? Reliability.SOFT : Reliability.HARD,
              Allocate.type(given),
              lease.toSeconds(),
              size,
              ChecksumOption.read(given));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e);
    }
    new Answer(given).print(Answers.await(client.split(manage, terms)));
  }
}
