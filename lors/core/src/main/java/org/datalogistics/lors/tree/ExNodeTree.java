package org.datalogistics.lors.tree;

import java.io.IOException;
import org.datalogistics.exnode.ExNode;

/** ExNodes of files in folders: a folder here, a folder in UNIS, or a single one. */
public interface ExNodeTree {

  /**
   * The number of files, if it can be had quickly.
   *
   * @return -1 when it is not known
   */
  long count() throws InterruptedException;

  /** Tells the visitor what is there; a single exNode is told with the name it is given. */
  void walk(Visitor visitor) throws InterruptedException;

  /** What is found. Paths are relative, with slashes, and may be hostile. */
  interface Visitor {
    /** Whether to go on. */
    boolean goesOn();

    /**
     * A folder, told before what is in it; empty for the top.
     *
     * @throws IOException when it cannot be made: what is in it is left out
     */
    void folder(String relative) throws IOException;

    /**
     * A file.
     *
     * @param shown how people call its exNode
     */
    void file(String relative, String shown, Loader exNode) throws InterruptedException;

    /** Something that is no exNode. */
    void leftOut(String shown, String reason);

    /** Something that cannot be read. */
    void unreadable(String shown, String reason);
  }

  /** Gets an exNode when its turn comes. */
  @FunctionalInterface
  interface Loader {
    ExNode load() throws IOException;
  }
}
