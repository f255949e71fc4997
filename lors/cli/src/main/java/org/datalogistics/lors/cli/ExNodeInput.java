package org.datalogistics.lors.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.Optional;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.lors.document.ExNodeDirectory;
import org.datalogistics.lors.document.ExNodeFiles;
import org.datalogistics.unis.UnisCollection;
import org.datalogistics.unis.client.UnisClient;

/** Reads the exNode that an argument names: a file, a URL, or an id in the UNIS directory. */
final class ExNodeInput {
  private ExNodeInput() {}

  static ExNode read(String name, Optional<String> unis, ToolIo io)
      throws UsageException, IOException {
    if (UnisUrl.isUrl(name)) {
      return fromUnis(UnisUrl.parse(name));
    }
    if (unis.isPresent() && !Files.exists(io.file(name))) {
      UnisClient client = new UnisClient(UnisUrl.parse(unis.get()));
      return fromUnis(client.urlOf(UnisCollection.EXNODES, name));
    }
    return ExNodeFiles.read(io.file(name));
  }

  private static ExNode fromUnis(URI url) throws IOException {
    UnisClient client = new UnisClient(ExNodeDirectory.baseOf(url));
    return new ExNodeDirectory(client, "reader", InstantSource.system()).get(url);
  }
}
