package org.datalogistics.lors.tree;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the files of a folder, or over a single file, holding no more than the path to where
 * it is. A link that is the root itself is followed; links below it as asked.
 */
final class LocalTree implements FileVisitor<Path> {
  private final Path root;
  private final boolean followLinks;
  private final @Nullable Path taboo;
  private final Visitor visitor;

  /** What is found; paths are relative to the root, with slashes. */
  interface Visitor {
    /** Whether to go on. */
    boolean goesOn();

    /** A folder, told before what is in it. The root has an empty name. */
    void folder(String relative) throws IOException, InterruptedException;

    void file(Path path, String relative, BasicFileAttributes attributes)
        throws InterruptedException;

    /** Something that is neither file nor folder, or a link. */
    void leftOut(String relative, String reason);

    /** Something that cannot be read. */
    void unreadable(String relative, String reason);
  }

  private LocalTree(Path root, boolean followLinks, @Nullable Path taboo, Visitor visitor) {
    this.root = root;
    this.followLinks = followLinks;
    this.taboo = taboo;
    this.visitor = visitor;
  }

  /** Tells the visitor what is there; a root that is a file is told with an empty path. */
  static void walk(Path root, boolean followLinks, Visitor visitor) throws InterruptedException {
    walk(root, followLinks, null, visitor);
  }

  /**
   * The same without a folder: the one that is written to meanwhile, or the walk might never end.
   *
   * @param taboo absolute and normalized; null for none
   */
  static void walk(Path root, boolean followLinks, @Nullable Path taboo, Visitor visitor)
      throws InterruptedException {
    Set<FileVisitOption> options =
        followLinks
            ? EnumSet.of(FileVisitOption.FOLLOW_LINKS)
            : EnumSet.noneOf(FileVisitOption.class);
    try {
      Path start = Files.isSymbolicLink(root) ? root.toRealPath() : root;
      LocalTree tree = new LocalTree(start, followLinks, taboo, visitor);
      Files.walkFileTree(start, options, Integer.MAX_VALUE, tree);
    } catch (StoppedException e) {
      throw e.reason();
    } catch (IOException e) {
      visitor.unreadable("", reason(e));
    }
  }

  /** Carries an interruption through the JDK's walk. */
  private static final class StoppedException extends IOException {
    private static final long serialVersionUID = 1L;
    private final InterruptedException reason;

    StoppedException(InterruptedException reason) {
      super(reason);
      this.reason = reason;
    }

    InterruptedException reason() {
      return reason;
    }
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
      throws IOException {
    if (!visitor.goesOn()) {
      return FileVisitResult.TERMINATE;
    }
    String relative = relative(folder);
    if (taboo != null && folder.toAbsolutePath().normalize().equals(taboo)) {
      if (relative.isEmpty()) {
        visitor.unreadable(
            "", "its exNodes would come into the folder itself; choose another place");
      }
      return FileVisitResult.SKIP_SUBTREE;
    }
    if (!Names.isReadable(folder)) {
      visitor.unreadable(relative, unreadableName());
      return FileVisitResult.SKIP_SUBTREE;
    }
    try {
      visitor.folder(relative);
    } catch (InterruptedException e) {
      throw new StoppedException(e);
    } catch (IOException e) {
      visitor.unreadable(relative, reason(e));
      return FileVisitResult.SKIP_SUBTREE;
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (!visitor.goesOn()) {
      return FileVisitResult.TERMINATE;
    }
    String relative = relative(file);
    if (!Names.isReadable(file)) {
      visitor.unreadable(relative, unreadableName());
    } else if (attributes.isRegularFile()) {
      try {
        visitor.file(file, relative, attributes);
      } catch (InterruptedException e) {
        throw new StoppedException(e);
      }
    } else if (attributes.isSymbolicLink() && followLinks) {
      visitor.unreadable(relative, "a symbolic link to nothing");
    } else if (attributes.isSymbolicLink()) {
      visitor.leftOut(relative, "a symbolic link");
    } else {
      visitor.leftOut(relative, "neither a file nor a folder");
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) {
    visitor.unreadable(relative(file), reason(failure));
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
    if (failure != null) {
      visitor.unreadable(relative(folder), reason(failure));
    }
    return FileVisitResult.CONTINUE;
  }

  private String relative(Path path) {
    return path.equals(root) ? "" : Names.relative(root, path);
  }

  private static String unreadableName() {
    return "its name is no text in this locale; rename it, or choose a locale that fits";
  }

  /** What went wrong, without the path, which is told beside it. */
  static String reason(IOException failure) {
    if (failure instanceof FileSystemLoopException) {
      return "a symbolic link to a folder that it is in";
    }
    if (failure instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (failure instanceof java.nio.file.AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    return String.valueOf(failure.getMessage());
  }
}
