package org.datalogistics.depot.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Set;

/**
 * The few file operations that a resource's disk can fail in, so that its failures can be tried.
 * Whatever opens files of a resource opens them here.
 */
public interface FileLayer {
  /** The file system itself. */
  FileLayer PLAIN = new FileLayer() {};

  /** Opens a file. */
  default FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
    return FileChannel.open(file, options);
  }

  /** Removes a file; false if there was none. */
  default boolean deleteIfExists(Path file) throws IOException {
    return Files.deleteIfExists(file);
  }

  /** Bytes that may still be written to the file system of that folder. */
  default long usableSpace(Path folder) throws IOException {
    return Files.getFileStore(folder).getUsableSpace();
  }
}
