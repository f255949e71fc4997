package org.datalogistics.lors.tree;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.datalogistics.lors.document.ExNodeDirectory;
import org.datalogistics.lors.document.ExNodeDirectory.Child;

/** A directory in UNIS and all below it. */
public final class UnisTree implements ExNodeTree {
  private static final int PAGE = 200;

  /** Directories inside of one another; who links them in a circle does not keep us for ever. */
  private static final int DEEPEST = 100;

  private final ExNodeDirectory directory;
  private final String url;

  /** A directory by its URL, as its {@code selfRef}. */
  public UnisTree(ExNodeDirectory directory, String url) {
    this.directory = directory;
    this.url = url;
  }

  @Override
  public long count() {
    return -1;
  }

  @Override
  public void walk(Visitor visitor) throws InterruptedException {
    try {
      visitor.folder("");
    } catch (IOException e) {
      visitor.unreadable(url, LocalTree.reason(e));
      return;
    }
    walk(url, "", 0, visitor);
  }

  private void walk(String folder, String relative, int depth, Visitor visitor)
      throws InterruptedException {
    Set<String> names = new HashSet<>();
    int skip = 0;
    List<Child> page;
    do {
      try {
        page = directory.children(folder, skip, PAGE);
      } catch (IOException e) {
        visitor.unreadable(relative.isEmpty() ? url : relative, LocalTree.reason(e));
        return;
      }
      for (Child child : page) {
        if (!visitor.goesOn()) {
          return;
        }
        tell(child, relative, depth, names, visitor);
      }
      skip += page.size();
    } while (page.size() == PAGE);
  }

  private void tell(Child child, String relative, int depth, Set<String> names, Visitor visitor)
      throws InterruptedException {
    String path = relative.isEmpty() ? child.name() : relative + "/" + child.name();
    if (!Names.isSafe(child.name())) {
      visitor.unreadable(child.url(), "its name is not safe to use: '" + child.name() + "'");
    } else if (!names.add(child.name())) {
      visitor.unreadable(child.url(), "its folder has another '" + child.name() + "'");
    } else if (!child.isDirectory()) {
      visitor.file(path, path, () -> directory.read(child));
    } else if (depth >= DEEPEST) {
      visitor.unreadable(path, "more than " + DEEPEST + " folders inside of one another");
    } else {
      try {
        visitor.folder(path);
      } catch (IOException e) {
        visitor.unreadable(path, LocalTree.reason(e));
        return;
      }
      walk(child.url(), path, depth + 1, visitor);
    }
  }
}
