package org.datalogistics.depot.resource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.stream.Stream;

/** Data files that belong to no allocation, kept for a while: somebody may want them. */
final class LostFiles {
  /** How long they are kept. */
  static final Duration KEPT = Duration.ofDays(7);

  private final Path folder;
  private final InstantSource wall;

  /**
   * @param resource the folder of the resource
   * @param wall what their age is told by
   */
  LostFiles(Path resource, InstantSource wall) {
    this.folder = resource.resolve("lost");
    this.wall = wall;
  }

  /** Takes a file in. */
  void take(Path file) throws IOException {
    Files.createDirectories(folder);
    Path there = folder.resolve(file.getFileName().toString());
    Files.move(file, there, StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(there, FileTime.from(wall.instant()));
  }

  /** Removes those that were kept long enough; gives how many. */
  long empty() throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    long removed = 0;
    try (Stream<Path> all = Files.list(folder)) {
      for (Iterator<Path> files = all.iterator(); files.hasNext(); ) {
        Path file = files.next();
        FileTime taken = Files.getLastModifiedTime(file);
        Duration age = Duration.between(taken.toInstant(), wall.instant());
        removed += age.compareTo(KEPT) >= 0 && Files.deleteIfExists(file) ? 1 : 0;
      }
    }
    return removed;
  }
}
