package org.datalogistics.lors.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Mode;
import org.datalogistics.lors.CancelledException;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.document.ExNodeDirectory;
import org.datalogistics.lors.tree.ExNodeTree;
import org.datalogistics.lors.tree.FolderOfExNodes;
import org.datalogistics.lors.tree.UnisTree;
import org.datalogistics.unis.client.UnisClient;

/** The exNodes that the arguments of lors-ls name. One that cannot be listed is told. */
final class ListedNames {
  private final ParsedOptions options;
  private final ToolIo io;
  private final Messages messages;

  ListedNames(ParsedOptions options, ToolIo io, Messages messages) {
    this.options = options;
    this.io = io;
    this.messages = messages;
  }

  /** Whether all went well. */
  boolean each(List<String> names, LorsLs.Listed listed) throws UsageException, IOException {
    if (names.size() == 1 && !options.has("recursive")) {
      ExNode exNode = read(names.get(0));
      listed.accept(names.get(0), exNode);
      return true;
    }
    boolean good = true;
    for (String name : names) {
      try {
        good &= one(name, listed);
      } catch (CancelledException e) {
        throw e;
      } catch (IOException e) {
        messages.error(name + ": " + e.getMessage());
        good = false;
      }
    }
    return good;
  }

  private ExNode read(String name) throws UsageException, IOException {
    if (!UnisUrl.isUrl(name) && Files.isDirectory(io.file(name))) {
      throw new LorsException(name + " is a folder; with -r all in it is listed");
    }
    return ExNodeInput.read(name, options.text("unis"), io);
  }

  private boolean one(String name, LorsLs.Listed listed) throws UsageException, IOException {
    if (options.has("recursive")) {
      if (!UnisUrl.isUrl(name) && Files.isDirectory(io.file(name))) {
        return tree(new FolderOfExNodes(io.file(name), name), listed);
      }
      ExNode exNode = ExNodeInput.read(name, options.text("unis"), io);
      Optional<String> url = exNode.selfRef();
      if (exNode.mode() == Mode.DIRECTORY && url.isPresent()) {
        UnisClient client = new UnisClient(ExNodeDirectory.baseOf(URI.create(url.get())));
        return tree(
            new UnisTree(new ExNodeDirectory(client, "reader", InstantSource.system()), url.get()),
            listed);
      }
      listed.accept(name, exNode);
      return true;
    }
    listed.accept(name, read(name));
    return true;
  }

  private boolean tree(ExNodeTree tree, LorsLs.Listed listed) throws IOException {
    Walk walk = new Walk(listed);
    try {
      tree.walk(walk);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException("interrupted");
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return walk.good;
  }

  private final class Walk implements ExNodeTree.Visitor {
    private final LorsLs.Listed listed;
    private boolean good = true;

    Walk(LorsLs.Listed listed) {
      this.listed = listed;
    }

    @Override
    public boolean goesOn() {
      return !io.cancellation().isCancelled();
    }

    @Override
    public void folder(String relative) {
      // is not listed itself
    }

    @Override
    public void file(String relative, String shown, ExNodeTree.Loader exNode) {
      try {
        listed.accept(shown, exNode.load());
      } catch (CancelledException e) {
        throw new UncheckedIOException(e);
      } catch (IOException e) {
        unreadable(shown, String.valueOf(e.getMessage()));
      }
    }

    @Override
    public void leftOut(String shown, String reason) {
      // no exNode: no business of a listing
    }

    @Override
    public void unreadable(String shown, String reason) {
      messages.error(shown + ": " + reason);
      good = false;
    }
  }
}
