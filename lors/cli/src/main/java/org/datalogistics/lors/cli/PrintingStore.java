package org.datalogistics.lors.cli;

import java.io.IOException;
import java.util.Optional;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.lors.tree.ExNodeStore;
import org.datalogistics.lors.tree.UnisStore;

/**
 * Tells on standard output where in UNIS things are: each file that was named, or the folder.
 *
 * @param each whether each file is told
 */
record PrintingStore(UnisStore store, boolean each, ExNodeOutput output) implements ExNodeStore {
  @Override
  public void folder(String relative) throws IOException {
    store.folder(relative);
    if (relative.isEmpty() && !each && !output.wantsSummary()) {
      Optional<String> url = store.url();
      if (url.isPresent()) {
        output.printLine(url.get());
      }
    }
  }

  @Override
  public Optional<ExNode> find(String relative) throws IOException {
    return store.find(relative);
  }

  @Override
  public String put(String relative, ExNode exNode) throws IOException {
    String url = store.put(relative, exNode);
    if (each) {
      output.printLine(url);
    }
    return url;
  }

  @Override
  public void close() {
    store.close();
  }
}
