package org.datalogistics.setup.demo;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.datalogistics.setup.term.Amounts;
import org.jspecify.annotations.Nullable;

/** The demo's temporary folder. */
final class Workplace implements AutoCloseable {
  private final Path folder;
  private final boolean keep;

  private Workplace(Path folder, boolean keep) {
    this.folder = folder;
    this.keep = keep;
  }

  /**
   * Makes a folder for temporary files.
   *
   * @param space bytes that must be free
   * @param keep whether it stays when this is closed
   */
  static Workplace create(long space, boolean keep) throws IOException {
    Path folder = Files.createTempDirectory("dlt-demo-");
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < space) {
      Files.delete(folder);
      throw new IOException(
          "the demo needs %s in %s, where %s are free; name another place with TMPDIR=FOLDER"
              .formatted(Amounts.bytes(space), folder.getParent(), Amounts.bytes(free)));
    }
    return new Workplace(folder, keep);
  }

  Path folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    if (!keep && Files.exists(folder)) {
      Files.walkFileTree(folder, new Removal());
    }
  }

  /** Removes everything; what vanishes meanwhile (a service's own temporary file) is fine. */
  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
