package org.datalogistics.lors.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.xml.XmlExNodeCodec;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.OutputFile;
import org.datalogistics.lors.document.ExNodeFiles;

/** A folder of {@code .xnd} files that mirrors the tree. */
public final class FolderStore implements ExNodeStore {
  private final Path root;
  private final String shown;
  private final XmlExNodeCodec codec = new XmlExNodeCodec();

  /**
   * A folder, which is made when the first folder or file comes.
   *
   * @param shown how people call it; empty for the current one
   */
  public FolderStore(Path root, String shown) {
    this.root = root.toAbsolutePath().normalize();
    this.shown = shown.isEmpty() || shown.endsWith("/") ? shown : shown + "/";
  }

  @Override
  public void folder(String relative) throws IOException {
    Files.createDirectories(relative.isEmpty() ? root : root.resolve(relative));
  }

  @Override
  public Optional<ExNode> find(String relative) {
    Path file = root.resolve(relative + Names.EXNODE_SUFFIX);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(ExNodeFiles.read(file));
    } catch (IOException e) {
      return Optional.empty(); // broken: it is written anew
    }
  }

  @Override
  public String put(String relative, ExNode exNode) throws IOException {
    Path file = root.resolve(relative + Names.EXNODE_SUFFIX);
    Path folder = file.getParent();
    if (folder == null) {
      throw new LorsException("'" + file + "' does not name a file");
    }
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder); // nobody asks for a folder when single files are stored
    }
    try (OutputFile output = OutputFile.in(folder, String.valueOf(file.getFileName()))) {
      output.write(codec.write(exNode));
      output.complete();
    }
    return shown + relative + Names.EXNODE_SUFFIX;
  }

  @Override
  public Optional<Path> localFolder() {
    return Optional.of(root);
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
