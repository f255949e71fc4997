package org.datalogistics.setup.ibp;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.ibp.client.LoadSink;
import org.datalogistics.lors.OutputFile;
import org.datalogistics.setup.term.Amounts;

/** {@code dlt ibp load}. */
final class Load implements HandCommand {
  @Override
  public String help() {
    return """
        Usage: dlt ibp load CAPS [OPTION]...

        Reads bytes from an allocation.

          CAPS             a read capability, a file as allocate prints it, or - for standard input
          --offset BYTES   where to begin (0 without)
          --length BYTES   how many; without: all to the end
          --output FILE    where to put them; without: standard output
          --checksum TYPE  digests on the way, so that damage is noticed: md5, sha1, sha256, sha512,
                           with :BLOCK for another block than 64k

        Example:
          dlt ibp load caps --output copy.jpg
        """;
  }

  @Override
  public void run(String[] arguments, IbpClient client)
      throws UsageException, IOException, InterruptedException {
    Arguments given =
        Arguments.read(arguments, List.of("offset", "length", "output", "checksum"), List.of());
    DepotOperations depots = ChecksumOption.apply(given, client);
    Capability read = Capabilities.find(given.words("CAPS").get(0), CapabilityKind.READ);
    long offset = given.size("offset").orElse(0L);
    Optional<Long> wanted = given.size("length");
    long length =
        wanted.isPresent()
            ? wanted.get()
            : Math.max(0, Answers.await(client.probe(read)).size() - offset);
    Optional<String> output = given.text("output");
    long loaded = 0;
    if (output.isPresent()) {
      try (OutputFile file = OutputFile.create(Path.of(output.get()))) {
        if (length > 0) {
          loaded = load(depots, read, offset, length, LoadSink.to(file.channel(), 0));
        }
        file.complete();
      }
    } else if (length > 0) {
      // Waiting for the reader of a pipe holds only this one transfer.
      try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
        LoadSink sink = (bytes, flow) -> bytes.readBytes(out, bytes.readableBytes());
        loaded = load(depots, read, offset, length, sink);
      }
    }
    System.err.println("loaded " + Amounts.bytes(loaded) + " from " + read.depot());
  }

  private static long load(
      DepotOperations depots, Capability read, long offset, long length, LoadSink sink)
      throws IOException, InterruptedException {
    long loaded = Answers.await(depots.load(read, offset, length, sink));
    if (loaded < length) {
      throw new IOException(
          "%s delivered %d of %d bytes from %d on".formatted(read.depot(), loaded, length, offset));
    }
    return loaded;
  }
}
