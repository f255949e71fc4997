package org.datalogistics.depot.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * The open data file of an allocation, shared by all who read and write it; every user gives it
 * back with {@link #release}.
 */
public final class DataFile {
  private final FileChannel channel;
  private final DataFiles owner;

  /** Users, guarded by the owner. */
  public int users;

  /** Whether its allocation is gone, guarded by the owner. */
  public boolean unlinked;

  public DataFile(FileChannel channel, DataFiles owner) {
    this.channel = channel;
    this.owner = owner;
  }

  /** For sendfile; must not be closed. */
  public FileChannel channel() {
    return channel;
  }

  /** Bytes in the file, which may be more than the allocation counts. */
  public long length() throws IOException {
    return channel.size();
  }

  /** Writes all of the buffer at that position. */
  public void write(ByteBuffer bytes, long position) throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }

  /** The user is done; the file may be closed. */
  public void release() {
    owner.release(this);
  }
}
