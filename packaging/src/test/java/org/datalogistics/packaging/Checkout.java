package org.datalogistics.packaging;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that all of this is built in. */
final class Checkout {
  private Checkout() {}

  /** The top folder: the one with the launcher and the parent POM, above the working folder. */
  static Path root() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve("dlt")) && Files.exists(folder.resolve("pom.xml"))) {
        return folder;
      }
    }
    throw new AssertionError(
        "no folder with dlt and pom.xml in it above " + Path.of("").toAbsolutePath());
  }

  /** The launcher. */
  static Path launcher() {
    return root().resolve("dlt");
  }
}
