package org.datalogistics.depot.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.datalogistics.depot.disk.FileLayer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of zeros whose blocks the file system has set aside already. On a full disk it becomes the
 * segment that takes what frees space: written over, it needs no room. One thread at a time.
 */
final class Reserve {
  /** Bytes of it: deletions of some thousand allocations, one by one. */
  static final int BYTES = 512 * 1024;

  private static final Logger log = LoggerFactory.getLogger(Reserve.class);
  private static final int STEP = 64 * 1024;

  private final FileLayer layer;
  private final Path file;
  private final boolean forced;
  private boolean there;

  /**
   * @param folder of the journal
   * @param forced whether it has to be there after a power failure
   */
  Reserve(FileLayer layer, Path folder, boolean forced) {
    this.layer = layer;
    this.file = folder.resolve("reserve");
    this.forced = forced;
  }

  /** Makes it if it is not there; without effect if there is no room for it. */
  void make() {
    if (there) {
      return;
    }
    try {
      // What an earlier process left may have become a segment in part.
      layer.deleteIfExists(file);
      try (FileChannel channel =
          layer.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
        ByteBuffer zeros = ByteBuffer.allocateDirect(STEP);
        for (int at = 0; at < BYTES; ) {
          at += channel.write(zeros.clear().limit(Math.min(STEP, BYTES - at)), at);
        }
        if (forced) {
          channel.force(true);
        }
        there = true;
      }
    } catch (IOException e) {
      log.debug("No room is set aside for the journal", e);
      remove();
    }
  }

  private void remove() {
    try {
      layer.deleteIfExists(file);
    } catch (IOException e) {
      log.debug("Cannot remove {}", file, e);
    }
  }

  boolean isThere() {
    return there;
  }

  /**
   * Makes it a segment.
   *
   * @param name of the segment
   */
  Segment take(Path name, SegmentHeader header) throws IOException {
    there = false; // Whatever comes of it.
    return Segment.over(layer, file, name, header);
  }
}
