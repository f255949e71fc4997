package org.datalogistics.depot.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.disk.FileLayer;
import org.datalogistics.ibp.AllocationType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Data files that no allocation has any more, kept for allocations to come: a file whose pages are
 * there is written twice as fast as a new one. A bounded number of bytes and no more than are free
 * besides, given up at once when space is needed; none of them outlives the depot.
 *
 * <p>Only files that were made since the start and that sendfile never sent are taken: what it
 * hands to a socket are the very pages of the file, and a client that does not read would find
 * there what their next owner writes. What a file held before is never read: see {@link DataFile}.
 */
final class Spares {
  /** Files for less are as quick to make. */
  static final long LEAST = 64 * 1024;

  private static final Logger log = LoggerFactory.getLogger(Spares.class);
  private static final int MOST_KNOWN = 16_384;

  private final Path root;
  private final Path folder;
  private final FileLayer layer;
  private final long limit;
  private final TreeMap<Long, Deque<Path>> byLength = new TreeMap<>();
  private long bytes;
  private long made;

  /** Allocations whose files may be kept once they are gone; of too many, the oldest are not. */
  private final Set<Long> keepable =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
              return size() > MOST_KNOWN;
            }
          });

  /**
   * Removes what an earlier run left.
   *
   * @param root of the data files; these are in the folder {@code recycled} beside it
   * @param limit bytes to keep at most, 0 to keep nothing
   */
  Spares(Path root, FileLayer layer, long limit) throws IOException {
    this.root = root;
    this.folder = root.resolveSibling("recycled");
    this.layer = layer;
    this.limit = limit;
    if (Files.isDirectory(folder)) {
      for (Path file : layer.list(folder)) {
        layer.deleteIfExists(file);
      }
    }
  }

  /** Whether an allocation for which there is no file yet may have one of them. */
  boolean suit(AllocationRecord record) {
    return limit > 0
        && record.size() == 0
        && record.maxSize() >= LEAST
        && record.type() == AllocationType.BYTEARRAY;
  }

  /** The file of that allocation is new: whoever had it before can not read it. */
  synchronized void made(long id) {
    keepable.add(id);
  }

  /** Somebody may still read the file of that allocation when it is gone. */
  synchronized void exclude(long id) {
    keepable.remove(id);
  }

  /** Bytes kept. */
  synchronized long bytes() {
    return bytes;
  }

  /**
   * Takes the file of an allocation that is gone; false if it is to be unlinked.
   *
   * @param file closed
   */
  boolean keep(long id, Path file) throws IOException {
    synchronized (this) {
      if (!keepable.remove(id)) {
        return false;
      }
    }
    long length = length(file);
    long room = Math.min(limit, layer.usableSpace(root));
    Path name;
    synchronized (this) {
      if (length < LEAST || bytes + length > room) {
        return false;
      }
      bytes += length;
      name = folder.resolve(Long.toHexString(++made));
    }
    try {
      layer.createFolders(folder);
      layer.rename(file, name);
    } catch (IOException e) {
      synchronized (this) {
        bytes -= length;
      }
      throw e;
    }
    synchronized (this) {
      byLength.computeIfAbsent(length, each -> new ArrayDeque<>()).push(name);
    }
    return true;
  }

  private static long length(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      return 0; // Nothing was written.
    }
  }

  /**
   * Gives the longest file that is not longer than that another name; false if there is none.
   *
   * @param target where no file is
   */
  boolean give(Path target, long most) throws IOException {
    Path name = take(most);
    if (name == null) {
      return false;
    }
    try {
      Files.createDirectories(target.getParent());
      layer.rename(name, target);
      return true;
    } catch (IOException e) {
      layer.deleteIfExists(name);
      throw e;
    }
  }

  private synchronized @Nullable Path take(long most) {
    Map.Entry<Long, Deque<Path>> best = byLength.floorEntry(most);
    if (best == null) {
      return null;
    }
    Path name = best.getValue().pop();
    if (best.getValue().isEmpty()) {
      byLength.remove(best.getKey());
    }
    bytes -= best.getKey();
    return name;
  }

  /** Gives the space of all of them back; false if there were none. */
  boolean giveUp() {
    List<Path> all = new ArrayList<>();
    synchronized (this) {
      byLength.values().forEach(all::addAll);
      byLength.clear();
      bytes = 0;
    }
    boolean some = false;
    for (Path file : all) {
      try {
        some |= layer.deleteIfExists(file);
      } catch (IOException e) {
        log.warn("Cannot remove a spare file; tried again at the next start", e);
      }
    }
    return some;
  }
}
