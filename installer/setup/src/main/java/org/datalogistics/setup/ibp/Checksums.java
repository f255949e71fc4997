package org.datalogistics.setup.ibp;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.StoredChecksums;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.setup.term.Amounts;

/** {@code dlt ibp checksums}. */
final class Checksums implements HandCommand {
  @Override
  public String help() {
    return """
        Usage: dlt ibp checksums ACTION CAPS [OPTION]...

        The checksums that a depot keeps of an allocation, where allocate asked for them.

          show CAPS                   type, block size, number of blocks
          get CAPS                    the digests, one a line
          validate CAPS [--correct]   has the depot compare all data with them; exit status 1 if
                                      some are damaged; --correct: wrong digests are replaced

          CAPS     a manage capability, a file as allocate prints it, or - for standard input
          --json   the answer of show or validate as JSON

        Example:
          dlt ibp allocate localhost --size 10M --checksum sha256:64k > caps
          dlt ibp checksums validate caps
        """;
  }

  @Override
  public void run(String[] arguments, IbpClient client)
      throws UsageException, IOException, InterruptedException {
    Arguments given = Arguments.read(arguments, List.of(), List.of("correct", "json"));
    List<String> words = given.words("ACTION", "CAPS");
    String action = words.get(0);
    if (!List.of("show", "get", "validate").contains(action)) {
      throw new UsageException("ACTION is show, get or validate, not " + action);
    }
    Capability manage = Capabilities.find(words.get(1), CapabilityKind.MANAGE);
    switch (action) {
      case "show" -> new Answer(given).print(Answers.await(client.integrity().describe(manage)));
      case "get" -> get(client, manage);
      default -> validate(client, manage, given);
    }
  }

  private static void validate(IbpClient client, Capability manage, Arguments given)
      throws IOException, InterruptedException {
    long damaged = Answers.await(client.integrity().validate(manage, given.has("correct")));
    new Answer(given).print("damagedBlocks", damaged, Amounts.count(damaged, "block") + " damaged");
    if (damaged > 0 && !given.has("correct")) {
      throw new IOException(Amounts.count(damaged, "block") + " on " + manage.depot() + " damaged");
    }
  }

  private static void get(IbpClient client, Capability manage)
      throws IOException, InterruptedException {
    StoredChecksums stored = Answers.await(client.integrity().describe(manage));
    byte[] digest = new byte[stored.checksum().type().digestLength()];
    int[] filled = {0};
    Answers.await(client.integrity().fetch(manage, (bytes, flow) -> print(bytes, digest, filled)));
  }

  private static void print(ByteBuf bytes, byte[] digest, int[] filled) {
    while (bytes.isReadable()) {
      int count = Math.min(bytes.readableBytes(), digest.length - filled[0]);
      bytes.readBytes(digest, filled[0], count);
      filled[0] += count;
      if (filled[0] == digest.length) {
        System.out.println(HexFormat.of().formatHex(digest));
        filled[0] = 0;
      }
    }
  }
}
