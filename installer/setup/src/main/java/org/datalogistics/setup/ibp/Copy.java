package org.datalogistics.setup.ibp;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.setup.term.Amounts;

/** {@code dlt ibp copy}. */
final class Copy implements HandCommand {
  @Override
  public String help() {
    return """
        Usage: dlt ibp copy FROM TO [--offset BYTES] [--length BYTES] [--at BYTES] [--pull]

        Copies from an allocation into another one, depot to depot: no byte passes through here.

          FROM             a read capability, or a file as allocate prints it
          TO               a write capability, or such a file
          --offset BYTES   first byte of FROM (0 without)
          --length BYTES   how many; without: all to the end
          --at BYTES       where in TO; without: at its end
          --pull           the depot of TO fetches, instead of the depot of FROM sending

        Example:
          dlt ibp allocate other.example.org --size 10M > caps2
          dlt ibp copy caps caps2
        """;
  }

  @Override
  public void run(String[] arguments, IbpClient client)
      throws UsageException, IOException, InterruptedException {
    Arguments given = Arguments.read(arguments, List.of("offset", "length", "at"), List.of("pull"));
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
      copied = Answers.await(client.pull(to, from, at.orElse(IbpCommand.APPEND), offset, length));
    } else if (at.isPresent()) {
      copied = Answers.await(client.push(from, to, offset, at.get(), length));
    } else {
      copied = Answers.await(client.send(from, to, offset, length));
    }
    System.err.println(
        "copied %s from %s to %s".formatted(Amounts.bytes(copied), from.depot(), to.depot()));
    if (copied < length) {
      throw new IOException("only %d of %d bytes were copied".formatted(copied, length));
    }
  }
}
