package org.datalogistics.setup.ibp;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.CapabilitySet;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.ibp.client.IbpClient;

/** {@code dlt ibp allocate}. */
final class Allocate implements HandCommand {
  @Override
  public String help() {
    return """
        Usage: dlt ibp allocate DEPOT --size SIZE [OPTION]...

        Leases space on a depot and prints its three capabilities: read, write, manage. Whoever has
        one of them has the right it names, so keep them in a file.

          DEPOT            HOST or HOST:PORT (6714 without)
          --size SIZE      most bytes it will hold: 4096, 10M, 1.5G
          --duration TIME  how long the lease lasts: 30m, 12h, 3d (1h without)
          --soft           the depot may end the lease early when it needs the space
          --type TYPE      bytearray (usual), buffer, fifo or cirq
          --resource ID    the depot's resource to use; without: the depot chooses
          --checksum TYPE  what the depot keeps of the data and shows with checksums: md5, sha1,
                           sha256, sha512, with :BLOCK for another block than 64k; none
          --json           the capabilities as JSON

        Example:
          dlt ibp allocate localhost --size 10M > caps
        """;
  }

  @Override
  public void run(String[] arguments, IbpClient client)
      throws UsageException, IOException, InterruptedException {
    Arguments given =
        Arguments.read(
            arguments,
            List.of("size", "duration", "type", "resource", "checksum"),
            List.of("soft", "json"));
    DepotAddress depot = depot(given.words("DEPOT").get(0));
    long size = given.size("size").orElseThrow(() -> new UsageException("--size is missing"));
    Duration lease = given.duration("duration").orElse(Duration.ofHours(1));
    IbpCommand.Allocate command;
    try {
      command =
          new IbpCommand.Allocate(
              given.text("resource").orElse(IbpCommand.ANY_RID),
              given.has("soft") ? Reliability.SOFT : Reliability.HARD,
              type(given),
              lease.toSeconds(),
              size,
              ChecksumOption.read(given),
              0);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e);
    }
    CapabilitySet made = Answers.await(client.allocate(depot, command));
    new Answer(given).print(made);
  }

  /** Reads an address given on the command line. */
  static DepotAddress depot(String text) throws UsageException {
    try {
      return DepotAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e);
    }
  }

  /** The option {@code --type}. */
  static AllocationType type(Arguments given) throws UsageException {
    String text = given.text("type").orElse("bytearray");
    try {
      return AllocationType.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--type is bytearray, buffer, fifo or cirq, not " + text);
    }
  }
}
