package org.datalogistics.depot.resource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that only takes room, so that a resource can be opened on a full disk: the database wants
 * some for that.
 */
final class SpareRoom {
  static final int BYTES = 1024 * 1024;

  private static final Logger log = LoggerFactory.getLogger(SpareRoom.class);

  private final Path file;
  private boolean there;

  /**
   * @param folder of the resource
   */
  SpareRoom(Path folder) {
    this.file = folder.resolve("spare");
  }

  /** Gives the room to others. */
  void give() {
    there = false;
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.debug("Cannot remove {}", file, e);
    }
  }

  /** Takes it back if it was given; without effect if there is none. */
  void take() {
    if (there) {
      return;
    }
    try {
      Files.write(file, new byte[BYTES]);
      there = true;
    } catch (IOException e) {
      log.debug("No room is set aside for the next start", e);
      give();
    }
  }
}
