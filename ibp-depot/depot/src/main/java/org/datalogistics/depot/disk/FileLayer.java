package org.datalogistics.depot.disk;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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
    long usable = folder.toFile().getUsableSpace(); // A FileStore would read the mount table anew.
    if (usable == 0 && !Files.isDirectory(folder)) {
      throw new NoSuchFileException(folder.toString());
    }
    return usable;
  }

  /** Gives a file another name on its file system, where no file is. */
  default void rename(Path file, Path name) throws IOException {
    Files.move(file, name);
  }

  /** Makes a folder and those above it, if they are not there. */
  default void createFolders(Path folder) throws IOException {
    Files.createDirectories(folder);
  }

  /** What is in the folder, in no order. */
  default List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  /**
   * Makes the names in a folder last through a power failure; blocks for the disk. On Windows,
   * where folders cannot be opened, that is left to the log of the file system.
   */
  default void forceNames(Path folder) throws IOException {
    if (File.separatorChar == '\\') {
      return;
    }
    try (FileChannel channel = open(folder, Set.of(StandardOpenOption.READ))) {
      channel.force(true);
    }
  }

  /**
   * Told of what failed with a file that was opened here, by any thread.
   *
   * @param what what was attempted, such as "write a data file"
   */
  default void failed(String what, Throwable failure) {}
}
