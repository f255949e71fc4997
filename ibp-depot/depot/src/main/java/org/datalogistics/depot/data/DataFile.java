package org.datalogistics.depot.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.datalogistics.depot.integrity.FileSums;

/**
 * The open data file of an allocation and its checksums, shared by all who read and write it; every
 * user gives it back with {@link #release}.
 */
final class DataFile {
  private final long id;
  private final FileChannel channel;
  private final FileSums sums;
  private final DataFiles owner;

  /** Users, guarded by the owner. */
  int users;

  /** Whether it is to be closed when nobody uses it, guarded by the owner. */
  boolean once;

  /** Whether its allocation is gone, guarded by the owner. */
  boolean unlinked;

  DataFile(long id, FileChannel channel, FileSums sums, DataFiles owner) {
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

  /** Bytes in the file, which may be more than the allocation counts. */
  long length() throws IOException {
    return channel.size();
  }

  /** Writes all of the buffer at that position. */
  void write(ByteBuffer bytes, long position) throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }

  /** Makes bytes and checksums durable. */
  void force() throws IOException {
    channel.force(false);
    sums.force();
  }

  /** The user is done; the file may be closed. */
  void release() {
    owner.release(this);
  }

  /** For the owner only. */
  void close() throws IOException {
    try {
      sums.close();
    } finally {
      channel.close();
    }
  }
}
