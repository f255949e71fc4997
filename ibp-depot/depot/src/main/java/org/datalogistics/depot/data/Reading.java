package org.datalogistics.depot.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.disk.DiskAccess;
import org.datalogistics.ibp.ByteRange;
import org.jspecify.annotations.Nullable;

/**
 * Stored bytes on their way out: ranges of a data file, in the order in which they are to be sent.
 * Each part is to be {@linkplain #trusted trusted} or {@linkplain #check checked} before it goes.
 * Holds the file open and the allocation in memory until it is closed.
 */
public final class Reading implements AutoCloseable {
  private final AllocationHandle handle;
  private final @Nullable DataFile file;
  private final List<ByteRange> ranges;
  private final long length;
  private final DiskAccess disk;
  private final @Nullable Taking taking;

  /** What is read instead of the data; null for the data. */
  private final @Nullable FileChannel other;

  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Takes handle and file over.
   *
   * @param file null if there is nothing to read
   * @param ranges positions in the file
   * @param taking how to take the bytes out of a queue; null if it is none
   */
  Reading(
      AllocationHandle handle,
      @Nullable DataFile file,
      List<ByteRange> ranges,
      DiskAccess disk,
      @Nullable Taking taking) {
    this(handle, file, ranges, disk, taking, null);
  }

  private Reading(
      AllocationHandle handle,
      @Nullable DataFile file,
      List<ByteRange> ranges,
      DiskAccess disk,
      @Nullable Taking taking,
      @Nullable FileChannel other) {
    this.taking = taking;
    this.other = other;
    this.handle = handle;
    this.file = file;
    this.ranges = List.copyOf(ranges);
    this.length = ranges.stream().mapToLong(ByteRange::length).sum();
    this.disk = disk;
  }

  /** Of the digests that are stored with a data file. */
  static Reading ofDigests(
      AllocationHandle handle,
      DataFile file,
      FileChannel digests,
      ByteRange range,
      DiskAccess disk) {
    return new Reading(handle, file, List.of(range), disk, null, digests);
  }

  /** Where the bytes are in the file, in the order of sending; none is empty. */
  public List<ByteRange> ranges() {
    return ranges;
  }

  /** Bytes of all ranges together. */
  public long length() {
    return length;
  }

  /**
   * For copying; must not be closed.
   *
   * @throws IllegalStateException if there is nothing to read
   */
  public FileChannel channel() {
    DataFile opened = opened();
    return other == null ? opened.channel() : other;
  }

  /**
   * For sendfile, which gives the pages of the file themselves away; must not be closed.
   *
   * @throws IllegalStateException if there is nothing to read
   */
  public FileChannel lend() {
    DataFile opened = opened();
    return other == null ? opened.lend() : other;
  }

  private DataFile opened() {
    DataFile opened = file;
    if (opened == null) {
      throw new IllegalStateException("nothing is read, so no file is open");
    }
    return opened;
  }

  /** Where {@link #check} belongs. */
  public DiskAccess disk() {
    return disk;
  }

  /** Whether these bytes of the file may be sent without a {@link #check}; does not block. */
  public boolean trusted(long offset, long count) {
    DataFile opened = file;
    return opened == null
        || other != null
        || opened.sums().trusts(handle.allocation().committed(), offset, count);
  }

  /**
   * Compares these bytes of the file with their checksums; blocks for the disk.
   *
   * @throws RefusedException -63 if they are damaged
   */
  public void check(long offset, long count) throws IOException, RefusedException {
    DataFile opened = file;
    if (opened != null && other == null) {
      try {
        opened.sums().check(handle.allocation(), offset, count);
      } catch (IOException e) {
        opened.failed("read a data file", e);
        throw DataFileException.reading(e);
      }
    }
  }

  /**
   * Takes the bytes out of the queue that they are read from; without effect on anything else. They
   * are out when the future is done. Nobody else reads them before this is closed.
   */
  public CompletableFuture<Void> consume() {
    return taking == null ? CompletableFuture.completedFuture(null) : taking.consume();
  }

  /** Gives file and allocation back; a second call does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      if (file != null) {
        file.release();
      }
      if (taking == null) {
        handle.close();
      } else {
        taking.whenOver(handle::close);
      }
    }
  }
}
