package org.datalogistics.lors.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicLong;
import org.datalogistics.lors.document.ExNodeFiles;

/**
 * A folder of {@code .xnd} and {@code .uef} files, the name of each without its ending being the
 * name of the file. Links are followed.
 */
public final class FolderOfExNodes implements ExNodeTree {
  private final Path root;
  private final String shown;

  /** A folder, and how people call it. */
  public FolderOfExNodes(Path root, String shown) {
    this.root = root;
    this.shown = shown;
  }

  @Override
  public long count() throws InterruptedException {
    AtomicLong files = new AtomicLong();
    LocalTree.walk(
        root,
        true,
        new LocalTree.Visitor() {
          @Override
          public boolean goesOn() {
            return !Thread.currentThread().isInterrupted();
          }

          @Override
          public void folder(String relative) {
            // not counted
          }

          @Override
          public void file(Path path, String relative, BasicFileAttributes attributes) {
            if (Names.isExNode(relative)) {
              files.incrementAndGet();
            }
          }

          @Override
          public void leftOut(String relative, String reason) {
            // not counted
          }

          @Override
          public void unreadable(String relative, String reason) {
            // told when its turn comes
          }
        });
    return files.get();
  }

  @Override
  public void walk(Visitor visitor) throws InterruptedException {
    LocalTree.walk(root, true, new Reader(visitor));
  }

  private final class Reader implements LocalTree.Visitor {
    private final Visitor visitor;

    Reader(Visitor visitor) {
      this.visitor = visitor;
    }

    @Override
    public boolean goesOn() {
      return visitor.goesOn();
    }

    @Override
    public void folder(String relative) throws IOException {
      visitor.folder(relative);
    }

    @Override
    public void file(Path path, String relative, BasicFileAttributes attributes)
        throws InterruptedException {
      String name = path.getFileName().toString();
      if (!Names.isExNode(name)) {
        leftOut(relative, "not called like an exNode");
      } else if (!name.endsWith(Names.EXNODE_SUFFIX)
          && Files.exists(path.resolveSibling(Names.withoutSuffix(name) + Names.EXNODE_SUFFIX))) {
        leftOut(relative, "there is an .xnd file for it too");
      } else {
        visitor.file(Names.withoutSuffix(relative), shown(relative), () -> ExNodeFiles.read(path));
      }
    }

    @Override
    public void leftOut(String relative, String reason) {
      visitor.leftOut(shown(relative), reason);
    }

    @Override
    public void unreadable(String relative, String reason) {
      visitor.unreadable(shown(relative), reason);
    }

    private String shown(String relative) {
      if (relative.isEmpty()) {
        return shown;
      }
      return shown.endsWith("/") ? shown + relative : shown + "/" + relative;
    }
  }
}
