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
import org.jspecify.annotations.Nullable;

/**
 * An exNode and where it was read: a file, or a UNIS directory.
 *
 * @param name as the user named it
 * @param url in a directory; null for a file
 */
record ExNodeFile(String name, @Nullable URI url, ExNode exNode) {

  /** Reads the exNode that an argument names: a file, a URL, or an id in the UNIS directory. */
  static ExNodeFile read(String name, Optional<String> unis, ToolIo io)
      throws UsageException, IOException {
    URI url = null;
    if (UnisUrl.isUrl(name)) {
      url = UnisUrl.parse(name);
    } else if (unis.isPresent() && !Files.exists(io.file(name))) {
      url = new UnisClient(UnisUrl.parse(unis.get())).urlOf(UnisCollection.EXNODES, name);
    }
    return url == null
        ? new ExNodeFile(name, null, ExNodeFiles.read(io.file(name)))
        : new ExNodeFile(name, url, directory(url, "reader").get(url));
  }

  /** The directory that a URL lies in. */
  static ExNodeDirectory directory(URI url, String user) {
    return new ExNodeDirectory(
        new UnisClient(ExNodeDirectory.baseOf(url)), user, InstantSource.system());
  }

  /** Whether it was read from a directory. */
  boolean isInDirectory() {
    return url != null;
  }
}
