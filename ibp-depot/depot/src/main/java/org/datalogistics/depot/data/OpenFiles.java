package org.datalogistics.depot.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.ibp.IbpError;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Open data files by id; those that nobody uses are closed, the longest unused first. */
final class OpenFiles {
  private static final Logger log = LoggerFactory.getLogger(OpenFiles.class);

  /** Opens a file. */
  interface Opening {
    DataFile open(AllocationRecord record) throws IOException;
  }

  private final int limit;
  private boolean closed;
  private final LinkedHashMap<Long, DataFile> open = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param limit how many may stay open, apart from those in use
   */
  OpenFiles(int limit) {
    this.limit = limit;
  }

  synchronized DataFile acquire(Allocation allocation, Opening opening)
      throws IOException, RefusedException {
    // Unlinking follows the deletion: whoever comes later must not make the file anew.
    AllocationRecord record = allocation.committed();
    if (!record.isLive()) {
      throw new RefusedException(IbpError.CAP_NOT_FOUND, "deleted");
    }
    DataFile file = open.get(allocation.id());
    if (file == null && closed) {
      // Another depot may have it by now, and know better where it ends.
      throw new RefusedException(IbpError.RSRC_UNAVAIL, "the resource is closed");
    }
    if (file == null) {
      file = opening.open(record);
      open.put(allocation.id(), file);
      closeSurplus();
    }
    file.once = false;
    file.users++;
    return file;
  }

  synchronized DataFile acquireForOnce(Allocation allocation, Opening opening)
      throws IOException, RefusedException {
    boolean isNew = !open.containsKey(allocation.id());
    DataFile file = acquire(allocation, opening);
    file.once = isNew;
    return file;
  }

  synchronized @Nullable DataFile acquireIfOpen(long id) {
    DataFile file = open.get(id);
    if (file != null) {
      file.once = false;
      file.users++;
    }
    return file;
  }

  void release(DataFile file) {
    boolean last;
    synchronized (this) {
      file.users--;
      last = file.users == 0 && (file.unlinked || file.once);
      if (last && !file.unlinked) {
        open.remove(file.id());
      }
      closeSurplus();
    }
    if (last) {
      closeQuietly(file); // Frees its blocks, which others need not wait for.
    }
  }

  synchronized long used() {
    return open.values().stream().filter(file -> file.users > 0).count();
  }

  /** The file is about to be unlinked; tells whether nobody uses it. */
  boolean forget(long id) {
    DataFile file;
    boolean unused = false;
    synchronized (this) {
      file = open.remove(id);
      if (file != null) {
        file.unlinked = true;
        unused = file.users == 0;
      }
    }
    if (file != null) {
      file.abandon();
      if (unused) {
        closeQuietly(file);
      }
    }
    return file == null || unused;
  }

  void close() {
    List<DataFile> rest;
    synchronized (this) {
      closed = true;
      rest = new ArrayList<>(open.values());
      open.clear();
    }
    rest.forEach(OpenFiles::closeQuietly);
  }

  private void closeSurplus() {
    if (open.size() <= limit) {
      return;
    }
    Iterator<DataFile> oldest = open.values().iterator();
    while (open.size() > limit && oldest.hasNext()) {
      DataFile file = oldest.next();
      if (file.users == 0) {
        oldest.remove();
        closeQuietly(file);
      }
    }
  }

  private static void closeQuietly(DataFile file) {
    try {
      file.close();
    } catch (IOException e) {
      log.warn("Closing a data file failed", e);
    }
  }
}
