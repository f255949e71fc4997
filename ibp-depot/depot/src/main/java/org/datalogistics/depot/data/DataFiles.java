package org.datalogistics.depot.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.ibp.IbpError;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data files of a resource, made at the first write: {@code data/<id / 2^24>/<id / 2^12 mod
 * 2^12>/<id>} in hexadecimal, so that at most 4096 files share a folder and neighbours in age share
 * one. A bounded number of unused files stays open.
 */
public final class DataFiles implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DataFiles.class);

  private final Path root;
  private final int openLimit;
  private final LinkedHashMap<Long, DataFile> open = new LinkedHashMap<>(64, 0.75f, true);

  public DataFiles(Path root, int openLimit) throws IOException {
    this.root = Files.createDirectories(root);
    this.openLimit = openLimit;
  }

  /**
   * The data file, made if it does not exist; the caller releases it.
   *
   * <p>What a crash left behind the bytes that count is cut off when the file is opened, so that
   * holes read as zeros. Nobody is writing then: writers keep the file open until their commit.
   */
  public DataFile acquire(Allocation allocation) throws IOException, RefusedException {
    long id = allocation.id();
    synchronized (open) {
      // Unlinking follows the deletion: whoever comes later must not make the file anew.
      if (!allocation.committed().isLive()) {
        throw new RefusedException(IbpError.CAP_NOT_FOUND, "deleted");
      }
      DataFile file = open.get(id);
      if (file == null) {
        FileChannel channel = openChannel(path(id));
        long committedSize = allocation.committed().size();
        if (channel.size() > committedSize) {
          channel.truncate(committedSize);
        }
        file = new DataFile(channel, this);
        open.put(id, file);
        closeSurplus();
      }
      file.users++;
      return file;
    }
  }

  /** The data file if it is open, without waiting for the disk. */
  public @Nullable DataFile acquireIfOpen(Allocation allocation) {
    synchronized (open) {
      DataFile file = open.get(allocation.id());
      if (file != null) {
        file.users++;
      }
      return file;
    }
  }

  public void release(DataFile file) {
    boolean last;
    synchronized (open) {
      file.users--;
      last = file.users == 0 && file.unlinked;
      closeSurplus();
    }
    if (last) {
      closeQuietly(file); // Frees its blocks, which others need not wait for.
    }
  }

  /** How many open files somebody uses. */
  public long used() {
    synchronized (open) {
      return open.values().stream().filter(file -> file.users > 0).count();
    }
  }

  /** Unlinks the file; who reads it still can go on. */
  public void unlink(long id) throws IOException {
    DataFile unused = null;
    synchronized (open) {
      DataFile file = open.remove(id);
      if (file != null) {
        file.unlinked = true;
        unused = file.users == 0 ? file : null;
      }
    }
    if (unused != null) {
      closeQuietly(unused);
    }
    Files.deleteIfExists(path(id));
  }

  private Path path(long id) {
    return root.resolve(Long.toHexString(id >>> 24))
        .resolve(Long.toHexString(id >>> 12 & 0xfff))
        .resolve(Long.toHexString(id));
  }

  private static FileChannel openChannel(Path path) throws IOException {
    try {
      return open(path);
    } catch (NoSuchFileException e) {
      Files.createDirectories(path.getParent());
      return open(path);
    }
  }

  private static FileChannel open(Path path) throws IOException {
    return FileChannel.open(
        path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private void closeSurplus() {
    if (open.size() <= openLimit) {
      return;
    }
    Iterator<Map.Entry<Long, DataFile>> oldest = open.entrySet().iterator();
    while (open.size() > openLimit && oldest.hasNext()) {
      DataFile file = oldest.next().getValue();
      if (file.users == 0) {
        oldest.remove();
        closeQuietly(file);
      }
    }
  }

  private static void closeQuietly(DataFile file) {
    try {
      file.channel().close();
    } catch (IOException e) {
      log.warn("Closing a data file failed", e);
    }
  }

  @Override
  public void close() {
    List<DataFile> rest;
    synchronized (open) {
      rest = new ArrayList<>(open.values());
      open.clear();
    }
    rest.forEach(DataFiles::closeQuietly);
  }
}
