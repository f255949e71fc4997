package org.datalogistics.depot.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.Claim;
import org.datalogistics.depot.allocation.Claims;
import org.datalogistics.depot.integrity.Digests;
import org.datalogistics.depot.integrity.FileSums;
import org.jspecify.annotations.Nullable;

/**
 * The open data file of an allocation and its checksums, shared by all who read and write it; every
 * user gives it back with {@link #release}.
 */
final class DataFile {
  private final long id;
  private final FileChannel channel;
  private final FileSums sums;
  private final @Nullable Digests digests;
  private final DataFiles owner;

  /** Users, guarded by the owner. */
  int users;

  /** Whether it is to be closed when nobody uses it, guarded by the owner. */
  boolean once;

  /** Whether its name may not be forced to the disk yet. */
  volatile boolean made;

  /** Whether bytes may lie behind those that count which nobody writes, as the disk failed. */
  volatile boolean leftOver;

  /** Whether its allocation is gone, guarded by the owner. */
  boolean unlinked;

  DataFile(
      long id, FileChannel channel, FileSums sums, @Nullable Digests digests, DataFiles owner) {
    this.digests = digests;
    this.id = id;
    this.channel = channel;
    this.sums = sums;
    this.owner = owner;
  }

  long id() {
    return id;
  }

  /** For sendfile; must not be closed. */
  FileChannel channel() {
    return channel;
  }

  FileSums sums() {
    return sums;
  }

  /** Those that a client asked for; null if none did. */
  @Nullable Digests digests() {
    return digests;
  }

  /** The allocation is gone: no file must be made for it any more. */
  void abandon() {
    sums.abandon();
    if (digests != null) {
      digests.abandon();
    }
  }

  /** Bytes in the file, which may be more than the allocation counts. */
  long length() throws IOException {
    return channel.size();
  }

  /** Tells what failed with it. */
  void failed(String what, IOException failure) {
    owner.failed(what, failure);
  }

  /** Writes all of the buffer at that position. */
  void write(ByteBuffer bytes, long position) throws IOException {
    long at = position;
    try {
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
    } catch (IOException e) {
      owner.failed("write a data file", e);
      throw e;
    }
  }

  /**
   * Cuts to what counts or is being written; blocks for the disk.
   *
   * @param own whose bytes do not matter; null for none
   */
  void cut(Allocation allocation, @Nullable Claim own) throws IOException {
    Claims claims = allocation.claims();
    synchronized (claims) {
      long kept = claims.keptEnd(allocation.committed().size(), own);
      if (length() > kept) {
        channel.truncate(kept);
      }
    }
  }

  /** Cuts what an earlier failure left behind, so that holes read as zeros; blocks for the disk. */
  void tidy(Allocation allocation, Claim own) throws IOException {
    if (leftOver) {
      cut(allocation, own);
      leftOver = false;
    }
  }

  /** Makes bytes and checksums survive a power failure. */
  void force() throws IOException {
    try {
      channel.force(false);
      sums.force();
    } catch (IOException e) {
      owner.failed("force a data file to the disk", e);
      throw e;
    }
  }

  /** The user is done; the file may be closed. */
  void release() {
    owner.release(this);
  }

  /** For the owner only. */
  void close() throws IOException {
    try (channel;
        sums) {
      if (digests != null) {
        digests.close();
      }
    }
  }
}
