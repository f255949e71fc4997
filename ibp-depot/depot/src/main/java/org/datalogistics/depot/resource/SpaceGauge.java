package org.datalogistics.depot.resource;

import java.io.IOException;
import java.nio.file.Path;
import org.datalogistics.depot.disk.FileLayer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much room the file system of a resource has, as of the latest look: nobody who asks waits for
 * the disk.
 */
final class SpaceGauge {
  private static final Logger log = LoggerFactory.getLogger(SpaceGauge.class);

  /** In place of a floor of 0: what is less is as good as nothing. */
  private static final long LEAST = 64 * 1024;

  private final String resource;
  private final FileLayer files;
  private final Path folder;
  private volatile long floor;
  private volatile long usable;
  private boolean low;

  SpaceGauge(String resource, FileLayer files, Path folder, long floor) throws IOException {
    this.resource = resource;
    this.files = files;
    this.folder = folder;
    this.floor = floor;
    look();
  }

  /** Has so much stay free from now on. */
  void keepFree(long bytes) {
    floor = bytes;
  }

  /** Looks again; tells whether too little is left to go on. Waits for the disk. */
  boolean look() throws IOException {
    long now = files.usableSpace(folder);
    usable = now;
    boolean was = low;
    long least = floor == 0 ? LEAST : floor;
    low = now < least;
    if (low && !was) {
      log.warn(
          "The file system of resource {} has {} bytes left, less than its floor of {}: nothing is"
              + " leased nor uploaded until there is more",
          resource,
          now,
          least);
    } else if (was && !low) {
      log.info("The file system of resource {} has room again: {} bytes", resource, now);
    }
    return low;
  }

  /** Bytes that may still be written. */
  long usable() {
    return usable;
  }

  /** Bytes that may still be written, the floor kept. */
  long room() {
    return Math.max(0, usable - floor);
  }
}
