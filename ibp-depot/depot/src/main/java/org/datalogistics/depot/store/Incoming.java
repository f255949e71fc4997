package org.datalogistics.depot.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.datalogistics.ibp.IbpError;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bytes on their way into an allocation. They count when {@link #commit} completes, all of them or
 * none; one of {@link #commit} and {@link #abort} must be called. One thread at a time.
 */
public final class Incoming {
  private static final Logger log = LoggerFactory.getLogger(Incoming.class);
  private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(64 * 1024).asReadOnlyBuffer();

  private final AllocationHandle handle;
  private final MetadataWriter metadata;
  private final DataFiles files;
  private final Executor disk;
  private final boolean append;
  private final long start;
  private final long length;
  private volatile long written;
  private @Nullable DataFile file;

  /**
   * @param append whether the caller holds the allocation's turn to append, which this passes on
   */
  Incoming(
      AllocationHandle handle,
      MetadataWriter metadata,
      DataFiles files,
      Executor disk,
      boolean append,
      long start,
      long length) {
    this.handle = handle;
    this.metadata = metadata;
    this.files = files;
    this.disk = disk;
    this.append = append;
    this.start = start;
    this.length = length;
    Allocation allocation = handle.allocation();
    synchronized (allocation.uploads()) {
      allocation.uploads().add(this);
    }
  }

  /** Bytes announced. */
  public long length() {
    return length;
  }

  /** Where {@link #write}, {@link #commit} and {@link #abort} belong. */
  public Executor disk() {
    return disk;
  }

  /** Bytes still to be written before {@link #commit}. */
  public long missing() {
    return length - written;
  }

  /**
   * Writes the next bytes; blocks for the disk.
   *
   * @throws IOException if the disk refuses; then only {@link #abort} is left
   * @throws RefusedException if the allocation went meanwhile; likewise
   */
  public void write(ByteBuffer bytes) throws IOException, RefusedException {
    int count = bytes.remaining();
    if (count > missing()) {
      throw new IllegalArgumentException("more bytes than announced");
    }
    long before = written;
    file().write(bytes, start + before);
    written = before + count;
  }

  /** Opened at the first byte, by a thread that may wait for the disk. */
  private DataFile file() throws IOException, RefusedException {
    DataFile opened = file;
    if (opened == null) {
      opened = files.acquire(handle.allocation());
      file = opened;
    }
    return opened;
  }

  /**
   * Makes the bytes count; blocks for the disk. The future gives their number once they are
   * durable, or fails with {@link RefusedException} if the allocation went or shrank meanwhile.
   */
  public CompletableFuture<Long> commit() {
    if (missing() != 0) {
      throw new IllegalStateException(missing() + " bytes are missing");
    }
    Allocation allocation = handle.allocation();
    long end = start + length;
    return metadata
        .submitHere(
            transaction -> {
              AllocationRecord now = allocation.pending();
              if (now.deleted()) {
                throw new RefusedException(IbpError.CAP_NOT_FOUND, "deleted during the upload");
              }
              if (end > now.maxSize()) {
                throw new RefusedException(IbpError.WOULD_EXCEED_LIMIT, "shrank during the upload");
              }
              if (end > now.size()) {
                transaction.update(allocation, now.withSize(end));
              }
              return length;
            })
        .whenComplete((count, failure) -> finish(failure == null));
  }

  /** Takes the bytes back, as far as they lie behind those that count. */
  public void abort() {
    finish(false);
  }

  long writtenEnd() {
    return start + written;
  }

  private void finish(boolean committed) {
    Allocation allocation = handle.allocation();
    try {
      synchronized (allocation.uploads()) {
        allocation.uploads().remove(this);
        if (!committed) {
          takeBack(allocation);
        }
      }
    } catch (IOException e) {
      log.warn("Cannot take back the bytes of a broken upload", e);
    } finally {
      if (file != null) {
        file.release();
      }
      if (append) {
        allocation.unlockAppend();
      }
      handle.close();
    }
  }

  /** Cuts the file, or writes zeros where another upload lies behind. */
  private void takeBack(Allocation allocation) throws IOException {
    DataFile opened = file;
    if (opened == null || allocation.committed().deleted()) {
      return;
    }
    long keep = keptEnd(allocation);
    long from = Math.max(allocation.committed().size(), start);
    long to = Math.min(writtenEnd(), keep);
    for (long at = from; at < to; ) {
      int count = (int) Math.min(ZEROS.capacity(), to - at);
      opened.write(ZEROS.duplicate().limit(count), at);
      at += count;
    }
    if (opened.length() > keep) {
      opened.channel().truncate(keep);
    }
  }

  /** The end of what counts or may come to count; the caller holds the lock of the uploads. */
  static long keptEnd(Allocation allocation) {
    long end = allocation.committed().size();
    for (Incoming upload : allocation.uploads()) {
      end = Math.max(end, upload.writtenEnd());
    }
    return end;
  }
}
