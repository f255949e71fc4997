import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where peers keep their files.
 *
 * @param forced whether bytes have to be on the disk before they count
 */
record Place(Path folder, boolean forced) {
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

  /** All files below a folder. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
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
