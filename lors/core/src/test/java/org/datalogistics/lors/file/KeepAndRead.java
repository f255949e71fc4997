package org.datalogistics.lors.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.json.JsonWriteOptions.Conditioned;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.condition.Conditioning;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.lors.document.ExNodeFiles;

/** Keeps a log on depots and reads from it. */
final class KeepAndRead {
  private KeepAndRead() {}

  static String keepAndRead(List<DepotAddress> depots, Path document) throws IOException {
    FileOptions options =
        FileOptions.DEFAULTS
            .withStorage(StoragePolicy.DEFAULTS.withCopies(2).withLease(Duration.ofDays(3)))
            .withConditioning(Conditioning.checksum(1 << 20));
    try (IbpClient client = new IbpClient()) {
      NetworkFiles files = NetworkFiles.over(client, Candidate.all(depots)).with(options);

      // Written as it comes, of any length. Without commit() everything is given back.
      try (NetworkFileWriter writer = files.create("experiment.log")) {
        writer.write("run 1: started\n".getBytes(StandardCharsets.UTF_8));
        writer.write("run 1: done\n".getBytes(StandardCharsets.UTF_8));
        ExNodeFiles.write(writer.commit(), document, Conditioned.REFUSE);
      }

      // Read from whichever copies work: anywhere, by any number of threads, or in order.
      ExNode exNode = ExNodeFiles.read(document);
      try (NetworkFile file = files.open(exNode);
          InputStream stream = file.newInputStream()) {
        ByteBuffer word = ByteBuffer.allocate(4);
        file.read(word, file.size() - 5);
        String all = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        return all + "last word: " + new String(word.array(), StandardCharsets.UTF_8);
      }
    }
  }
}
