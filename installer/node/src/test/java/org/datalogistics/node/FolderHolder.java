package org.datalogistics.node;

import java.nio.file.Path;

/** Holds a data folder until it is killed. */
final class FolderHolder {
  private FolderHolder() {}

  public static void main(String[] args) throws Exception {
    try (DataFolder folder = DataFolder.open(Path.of(args[0]))) {
      System.out.println("HOLDING");
      System.in.read();
      System.out.println("RELEASING " + folder);
    }
  }
}
