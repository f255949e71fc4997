import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where peers keep their files.
 *
 * @param forced whether bytes have to be on the disk before they count
 * @param space bytes that a depot may take, with what it keeps of deleted allocations
 */
record Place(Path folder, boolean forced, long space) {
  /** A folder of that peer alone. */
  Path of(String peer) throws IOException {
    return Files.createDirectories(folder.resolve(peer));
  }

  /** Forces the bytes of a file to the disk, if that is asked for. */
  void force(Path file) throws IOException {
    if (forced) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.force(false);
      }
    }
  }

  /** All files below a folder; some may come and go meanwhile. */
  static List<Path> files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        });
    return files;
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Takes the bytes of files out of the page cache, so that reading them reads the disk. */
  static void forget(List<Path> files) throws IOException {
    for (Path file : files) {
      Processes.run(
          "dd", "of=" + file, "oflag=nocache", "conv=notrunc,fdatasync", "count=0", "status=none");
    }
  }
}
