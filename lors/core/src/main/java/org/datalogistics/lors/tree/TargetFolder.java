package org.datalogistics.lors.tree;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.OutputFile;

/**
 * A folder that files with untrusted names are written to: nothing outside is made or changed, also
 * not through symbolic links that are in it. Safe for use by many threads.
 */
final class TargetFolder {
  /** Folders known to be there; forgotten when there are too many. */
  private static final int KNOWN = 10_000;

  private final Path root;
  private final Set<Path> known = ConcurrentHashMap.newKeySet();

  TargetFolder(Path root) {
    this.root = root.toAbsolutePath();
  }

  /** Makes a folder and those above it. */
  Path folder(String relative) throws IOException {
    Path folder = path(relative);
    if (!known.contains(folder)) {
      make(folder);
      if (known.size() >= KNOWN) {
        known.clear();
      }
      known.add(folder);
    }
    return folder;
  }

  private void make(Path folder) throws IOException {
    if (folder.equals(root)) {
      Files.createDirectories(root); // the way to the root is the caller's own
      return;
    }
    Path above = folder.getParent();
    if (above != null && !known.contains(above)) {
      make(above);
      known.add(above);
    }
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      BasicFileAttributes there = attributes(folder);
      if (!there.isDirectory()) {
        throw new LorsException(
            folder
                + " is "
                + (there.isSymbolicLink() ? "a symbolic link" : "a file")
                + " where a folder belongs");
      }
    }
  }

  /** What is there under that name, a link being just that. */
  Optional<BasicFileAttributes> find(String relative) throws IOException {
    try {
      return Optional.of(attributes(path(relative)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Starts a file; it may take the place of another file or a link, but of nothing else.
   *
   * @param there what {@link #find} found
   */
  OutputFile file(String relative, Optional<BasicFileAttributes> there) throws IOException {
    int slash = relative.lastIndexOf('/');
    if (there.isPresent() && (there.get().isDirectory() || there.get().isOther())) {
      throw new LorsException(
          path(relative)
              + " is "
              + (there.get().isDirectory() ? "a folder" : "no ordinary file")
              + " where a file belongs");
    }
    return OutputFile.in(
        folder(slash < 0 ? "" : relative.substring(0, slash)), relative.substring(slash + 1));
  }

  /** A path in this folder; refuses every name that could lead out. */
  Path path(String relative) throws IOException {
    if (relative.isEmpty()) {
      return root;
    }
    Path path = root;
    for (String part : relative.split("/", -1)) {
      if (!Names.isSafe(part)) {
        throw new LorsException("its name is not safe to use: '" + relative + "'");
      }
      try {
        path = path.resolve(part);
      } catch (InvalidPathException e) {
        throw new LorsException(
            "its name has characters that this locale lacks: " + e.getReason(), e);
      }
    }
    return path;
  }
}
