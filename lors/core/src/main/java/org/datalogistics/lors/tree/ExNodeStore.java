package org.datalogistics.lors.tree;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.datalogistics.exnode.ExNode;

/**
 * Where the exNodes of a tree are left. Paths are relative, with slashes; the folder of a file is
 * made before the file comes. Safe for use by many threads.
 */
public interface ExNodeStore extends AutoCloseable {

  /** Makes a folder; empty for the top. */
  void folder(String relative) throws IOException;

  /** The exNode that is there for a file, if it can be read. */
  Optional<ExNode> find(String relative) throws IOException;

  /**
   * Leaves the exNode of a file.
   *
   * @return where it is
   */
  String put(String relative, ExNode exNode) throws IOException;

  /** The local folder that it is; empty when it is something else. */
  default Optional<Path> localFolder() {
    return Optional.empty();
  }

  @Override
  void close();
}
