package org.datalogistics.ibp.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultFileRegion;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * A range of a file: its head by a buffer, so that it leaves together with the request line, the
 * rest by the kernel.
 */
final class FileRegionSource implements PayloadSource {
  /** What is looked at in one go. */
  private static final int INSPECTED = 1 << 20;

  private final Payload.FileRange range;
  private final ByteBufAllocator allocator;
  private long sent;

  FileRegionSource(Payload.FileRange range, ByteBufAllocator allocator) {
    this.range = range;
    this.allocator = allocator;
  }

  @Override
  public boolean hasNext() {
    return sent < range.length();
  }

  @Override
  public boolean isQuick() {
    return range.inspection() == null;
  }

  @Override
  public Object next() throws IOException {
    long start = sent;
    Payload.Inspection inspection = range.inspection();
    if (inspection != null) {
      long count = Math.min(INSPECTED, range.length() - start);
      inspection.inspect(range.position() + start, count);
      sent = start + count;
      return new KeptOpen(range.file(), range.position() + start, count);
    }
    if (start > 0) {
      sent = range.length();
      return new KeptOpen(range.file(), range.position() + start, range.length() - start);
    }
    int head = (int) Math.min(Sizes.SMALL, range.length());
    ByteBuf first = allocator.directBuffer(head);
    try {
      read(range.file(), range.position(), head, first);
    } catch (IOException | RuntimeException e) {
      first.release();
      throw e;
    }
    sent = head;
    return first;
  }

  /** Reads exactly so many bytes. */
  static void read(FileChannel file, long position, int count, ByteBuf to) throws IOException {
    for (int done = 0; done < count; ) {
      int read = to.writeBytes(file, position + done, count - done);
      if (read < 0) {
        throw new EOFException("the file of the payload ends at " + (position + done));
      }
      done += read;
    }
  }

  @Override
  public void close() {
    // Holds nothing between two calls.
  }

  /** A file region that leaves the file open when it was sent. */
  private static final class KeptOpen extends DefaultFileRegion {
    KeptOpen(FileChannel file, long position, long count) {
      super(file, position, count);
    }

    @Override
    protected void deallocate() {
      // The caller's channel, not ours.
    }
  }
}
