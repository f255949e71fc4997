package org.datalogistics.setup.ibp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.ibp.client.Payload;
import org.datalogistics.setup.term.Amounts;

/** {@code dlt ibp store}. */
final class Store implements HandCommand {
  private static final int CHUNK = 8 << 20;

  @Override
  public String help() {
    return """
        Usage: dlt ibp store CAPS [FILE] [OPTION]...

        Puts bytes into an allocation: at its end, or at an offset.

          CAPS             a write capability, a file as allocate prints it, or - for standard
                           input, which needs a FILE then
          FILE             what to store; without it: standard input
          --offset BYTES   where to write instead of at the end
          --checksum TYPE  digests on the way, so that damage is noticed: md5, sha1, sha256, sha512,
                           with :BLOCK for another block than 64k
          --json           how much was stored, as JSON

        Example:
          dlt ibp store caps photo.jpg
        """;
  }

  @Override
  public void run(String[] arguments, IbpClient client)
      throws UsageException, IOException, InterruptedException {
    Arguments given = Arguments.read(arguments, List.of("offset", "checksum"), List.of("json"));
    List<String> words = given.words("CAPS", "[FILE]");
    if (words.size() == 1 && words.get(0).equals("-")) {
      throw new UsageException("capabilities from standard input need a FILE to store");
    }
    DepotOperations depots = ChecksumOption.apply(given, client);
    Capability write = Capabilities.find(words.get(0), CapabilityKind.WRITE);
    Optional<Long> offset = given.size("offset");
    long stored =
        words.size() == 2
            ? file(depots, write, offset, Path.of(words.get(1)))
            : stream(depots, write, offset, System.in);
    String done = "stored " + Amounts.bytes(stored) + " on " + write.depot();
    new Answer(given).print("stored", stored, done);
  }

  private static long file(
      DepotOperations depots, Capability write, Optional<Long> offset, Path file)
      throws IOException, InterruptedException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return send(depots, write, offset, Payload.of(channel, 0, channel.size()));
    }
  }

  /** A command a chunk, as the length of a stream is not known before its end. */
  private static long stream(
      DepotOperations depots, Capability write, Optional<Long> offset, InputStream in)
      throws IOException, InterruptedException {
    long stored = 0;
    for (byte[] chunk = in.readNBytes(CHUNK); chunk.length > 0; chunk = in.readNBytes(CHUNK)) {
      long position = stored;
      Payload payload = Payload.of(ByteBuffer.wrap(chunk));
      stored += send(depots, write, offset.map(start -> start + position), payload);
    }
    return stored;
  }

  private static long send(
      DepotOperations depots, Capability write, Optional<Long> offset, Payload payload)
      throws IOException, InterruptedException {
    return Answers.await(
        offset.isPresent()
            ? depots.write(write, offset.get(), payload)
            : depots.store(write, payload));
  }
}
