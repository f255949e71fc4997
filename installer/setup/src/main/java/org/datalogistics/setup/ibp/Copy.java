package org.datalogistics.setup.ibp;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.setup.term.Amounts;

/** {@code dlt ibp copy}. */
final class Copy implements HandCommand {
  @Override
  public String help() {
    return """
        Usage: dlt ibp copy FROM TO [OPTION]...

        Copies from an allocation into another one, depot to depot: no byte passes through here.

          FROM             a read capability, a file as allocate prints it, or - for standard input
          TO               a write capability, or such a file
          --offset BYTES   first byte of FROM (0 without)
          --length BYTES   how many; without: all to the end
          --at BYTES       where in TO; without: at its end
          --pull           the depot of TO fetches, instead of the depot of FROM sending
          --push           the depot of FROM writes with PUSH, also at the end of TO
          --checksum TYPE  digests between the depots (md5, sha1, sha256, sha512; :BLOCK for another
                           block than 64k); the older C depots cannot do that
          --json           how much was copied, as JSON

        Example:
          dlt ibp allocate other.example.org --size 10M > caps2
          dlt ibp copy caps caps2
        """;
  }

  @Override
  public void run(String[] arguments, IbpClient client)
      throws UsageException, IOException, InterruptedException {
    Arguments given =
        Arguments.read(
            arguments,
            List.of("offset", "length", "at", "checksum"),
            List.of("pull", "push", "json"));
    if (given.has("pull") && given.has("push")) {
      throw new UsageException("either --pull or --push");
    }
    DepotOperations depots = ChecksumOption.apply(given, client);
    List<String> words = given.words("FROM", "TO");
    Capability from = Capabilities.find(words.get(0), CapabilityKind.READ);
    Capability to = Capabilities.find(words.get(1), CapabilityKind.WRITE);
    long offset = given.size("offset").orElse(0L);
    Optional<Long> wanted = given.size("length");
    long length =
        wanted.isPresent()
            ? wanted.get()
            : Math.max(0, Answers.await(client.probe(from)).size() - offset);
    Optional<Long> at = given.size("at");
    long copied;
    if (given.has("pull")) {
      copied = Answers.await(depots.pull(to, from, at.orElse(IbpCommand.APPEND), offset, length));
    } else if (at.isPresent() || given.has("push")) {
      long target = at.orElse(IbpCommand.APPEND);
      copied = Answers.await(depots.push(from, to, offset, target, length));
    } else {
      copied = Answers.await(depots.send(from, to, offset, length));
    }
    new Answer(given)
        .print(
            "copied",
            copied,
            "copied %s from %s to %s".formatted(Amounts.bytes(copied), from.depot(), to.depot()));
    if (copied < length) {
      throw new IOException("only %d of %d bytes were copied".formatted(copied, length));
    }
  }
}
