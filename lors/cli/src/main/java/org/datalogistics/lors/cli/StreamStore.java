package org.datalogistics.lors.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.xml.XmlExNodeCodec;
import org.datalogistics.lors.tree.ExNodeStore;

/** ExNodes one after the other on standard output. */
final class StreamStore implements ExNodeStore {
  private final OutputStream out;

  StreamStore(OutputStream out) {
    this.out = out;
  }

  @Override
  public void folder(String relative) {
    // A stream has none.
  }

  @Override
  public Optional<ExNode> find(String relative) {
    return Optional.empty();
  }

  @Override
  public synchronized String put(String relative, ExNode exNode) throws IOException {
    new XmlExNodeCodec().write(exNode, out);
    out.flush();
    return "";
  }

  @Override
  public void close() {
    // Standard output is not ours.
  }
}
