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
 *
 * <p>A file that another allocation had before still has that one's bytes. They are written over
 * from the beginning on; as soon as something is written behind the first of them, they are cut off
 * first. So whatever was written, or left out before what was written, is free of them, and nothing
 * else is ever read.
 */
final class DataFile {
  private final long id;
  private final FileChannel channel;
  private final FileSums sums;
  private final @Nullable Digests digests;
  private final DataFiles owner;
  private final Object foreignLock = new Object();
  private final long foreignEnd;

  /** Where the bytes of another allocation begin, which go on to the end; changed by lock only. */
  private volatile long foreignStart;

  private volatile boolean lent;

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

  /**
   * @param foreign how many bytes of another allocation it has; it has no others then
   */
  DataFile(
      long id,
      FileChannel channel,
      FileSums sums,
      @Nullable Digests digests,
      DataFiles owner,
      long foreign) {
    this.foreignEnd = foreign;
    this.foreignStart = foreign > 0 ? 0 : Long.MAX_VALUE;
    this.digests = digests;
    this.id = id;
    this.channel = channel;
    this.sums = sums;
    this.owner = owner;
  }

  long id() {
    return id;
  }

  /** For copying; must not be closed. */
  FileChannel channel() {
    return channel;
  }

  /** For sendfile, which gives the file's own pages away; must not be closed. */
  FileChannel lend() {
    if (!lent) {
      owner.exclude(id);
      lent = true;
    }
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
    try {
      if (hasForeign()) {
        writeOver(bytes, position);
      } else {
        writeFully(bytes, position);
      }
    } catch (IOException e) {
      owner.failed("write a data file", e);
      throw e;
    }
  }

  private boolean hasForeign() {
    return foreignStart != Long.MAX_VALUE;
  }

  private void writeOver(ByteBuffer bytes, long position) throws IOException {
    synchronized (foreignLock) {
      if (position > foreignStart) {
        truncate(foreignStart);
      }
      long end = position + bytes.remaining();
      writeFully(bytes, position);
      if (hasForeign() && end > foreignStart) {
        foreignStart = end < foreignEnd ? end : Long.MAX_VALUE;
      }
    }
  }

  private void writeFully(ByteBuffer bytes, long position) throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      try {
        at += channel.write(bytes, at);
      } catch (IOException e) {
        if (!owner.giveUpSpares()) { // Else there may be space now.
          throw e;
        }
      }
    }
  }

  /** Cuts the file. */
  void truncate(long length) throws IOException {
    synchronized (foreignLock) {
      channel.truncate(length);
      if (length <= foreignStart) {
        foreignStart = Long.MAX_VALUE;
      }
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
        truncate(kept);
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
      if (hasForeign()) {
        truncate(foreignStart); // It is only space: the next to open the file would do it.
      }
    }
  }
}
