package org.datalogistics.depot.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.datalogistics.depot.disk.FileLayer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a journal back: every frame that is whole and follows the one before it. What comes behind
 * the first hole was never acknowledged, or the disk lost it; it is not read, and put aside if it
 * is more than a torn end.
 */
public final class JournalRecovery {
  private static final Logger log = LoggerFactory.getLogger(JournalRecovery.class);
  private static final String ENDING = ".journal";
  private static final String ASIDE = ".damaged";

  /** Takes the frames. */
  public interface Reader {
    /**
     * One frame; its payload is good during the call only.
     *
     * @throws IOException to give up
     */
    void frame(long sequence, ByteBuffer payload) throws IOException;
  }

  private final FileLayer layer;
  private final Path folder;
  private final List<Journal.Ended> segments = new ArrayList<>();
  private long reached;
  private int nextFile = 1;
  private boolean clean = true;

  private JournalRecovery(FileLayer layer, Path folder, long applied) {
    this.layer = layer;
    this.folder = folder;
    this.reached = applied;
  }

  /**
   * Reads all frames behind a number.
   *
   * @param folder made if it is not there
   * @param applied the last frame that is not needed any more
   */
  public static JournalRecovery run(FileLayer layer, Path folder, long applied, Reader reader)
      throws IOException {
    layer.createFolders(folder);
    JournalRecovery recovery = new JournalRecovery(layer, folder, applied);
    recovery.read(reader);
    return recovery;
  }

  static String fileName(int number) {
    return String.format(Locale.ROOT, "%08x", number) + ENDING;
  }

  /** The last frame that was read, or was not needed. */
  public long reached() {
    return reached;
  }

  /** Whether there was no journal: it is removed when all of it is stored elsewhere. */
  public boolean clean() {
    return clean;
  }

  List<Journal.Ended> segments() {
    return segments;
  }

  int nextFile() {
    return nextFile;
  }

  private record Found(Path file, SegmentHeader header) {}

  private void read(Reader reader) throws IOException {
    List<Found> all = find();
    for (int i = 0; i < all.size(); i++) {
      Found each = all.get(i);
      if (each.header.first() > reached + 1) {
        putAside(all.subList(i, all.size()));
        return;
      }
      long limit = i + 1 < all.size() ? all.get(i + 1).header.first() : Long.MAX_VALUE;
      read(each, limit, reader);
    }
  }

  private void read(Found segment, long limit, Reader reader) throws IOException {
    try (SegmentReader frames = new SegmentReader(layer, segment.file)) {
      ByteBuffer payload = frames.next();
      while (payload != null && frames.sequence() < limit) {
        if (frames.sequence() > reached) {
          reader.frame(frames.sequence(), payload);
          reached = frames.sequence();
        }
        payload = frames.next();
      }
      if (payload == null && frames.rest() > 0) {
        log.info(
            "{} bytes at the end of {} are not whole records and are not used",
            frames.rest(),
            segment.file.getFileName());
      }
      segments.add(new Journal.Ended(segment.file, reached, frames.validEnd()));
    }
  }

  /** The segments in the order of writing. */
  private List<Found> find() throws IOException {
    TreeMap<Integer, Path> files = new TreeMap<>();
    for (Path file : layer.list(folder)) {
      Integer number = number(String.valueOf(file.getFileName()));
      if (number != null) {
        files.put(number, file);
      }
    }
    clean = files.isEmpty();
    List<Found> found = new ArrayList<>();
    for (Path file : files.values()) {
      SegmentHeader header;
      long rest;
      try (SegmentReader frames = new SegmentReader(layer, file)) {
        header = frames.header();
        rest = frames.rest();
      }
      if (header != null) {
        found.add(new Found(file, header));
      } else if (rest <= SegmentHeader.LENGTH) {
        layer.deleteIfExists(file); // Its making was interrupted: nothing in it can have counted.
      } else {
        log.error("{} does not begin as a segment of a journal; it is kept as *{}", file, ASIDE);
        putAside(file);
      }
    }
    nextFile = clean ? 1 : files.lastKey() + 1;
    return found;
  }

  private static @Nullable Integer number(String name) {
    if (!name.endsWith(ENDING) || name.length() != 8 + ENDING.length()) {
      return null;
    }
    try {
      return Integer.parseUnsignedInt(name.substring(0, 8), 16);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private void putAside(List<Found> rest) throws IOException {
    log.error(
        "Records behind number {} of the journal {} are missing, so later ones cannot be used:"
            + " {} files are kept as *{}. Changes just before the crash are lost, as after a power"
            + " failure without fsync",
        reached,
        folder,
        rest.size(),
        ASIDE);
    for (Found each : rest) {
      putAside(each.file);
    }
  }

  private void putAside(Path file) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ASIDE);
    layer.deleteIfExists(aside); // Of an earlier crash.
    layer.rename(file, aside);
  }
}
