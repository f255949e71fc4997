package org.datalogistics.lors.tree;

/**
 * What a tree has.
 *
 * @param files regular files
 * @param bytes of all files
 * @param largest bytes of the largest file
 */
public record TreeSize(long files, long bytes, long largest) {
  /** Nothing. */
  public static final TreeSize NOTHING = new TreeSize(0, 0, 0);

  TreeSize plusFile(long length) {
    return new TreeSize(files + 1, bytes + length, Math.max(largest, length));
  }
}
