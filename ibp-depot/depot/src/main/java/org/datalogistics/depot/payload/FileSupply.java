package org.datalogistics.depot.payload;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ReferenceCounted;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.data.Reading;
import org.datalogistics.depot.disk.DiskAccess;
import org.datalogistics.ibp.ByteRange;

/**
 * Stored bytes as they are: long ranges by sendfile where the channel allows it, short ones
 * gathered in buffers, so that thousands of small pieces do not take thousands of system calls to
 * send.
 */
final class FileSupply implements Supply {
  /** Shorter ranges are cheaper to copy than to send on their own. */
  private static final int SHORT = 32 * 1024;

  private final Reading reading;
  private final List<ByteRange> ranges;
  private final ByteBufAllocator allocator;
  private final boolean zeroCopy;
  private final int regionSize;
  private final int trustedSize;
  private final IntSupplier bufferSize;
  private int index;
  private long done;

  /**
   * Whether sendfile took long, maybe for the disk: then a disk thread reads ahead of it, and goes
   * on doing so if that takes long too.
   */
  private boolean suspect;

  /**
   * @param zeroCopy whether the channel can take regions of files
   * @param regionSize largest region that is looked at before it is sent, bytes
   * @param trustedSize largest region that needs no look, bytes
   * @param bufferSize of the next buffer at most, bytes
   */
  FileSupply(
      Reading reading,
      ByteBufAllocator allocator,
      boolean zeroCopy,
      int regionSize,
      int trustedSize,
      IntSupplier bufferSize) {
    this.reading = reading;
    this.ranges = reading.ranges();
    this.allocator = allocator;
    this.zeroCopy = zeroCopy;
    this.regionSize = regionSize;
    this.trustedSize = trustedSize;
    this.bufferSize = bufferSize;
  }

  @Override
  public boolean hasNext() {
    return index < ranges.size();
  }

  @Override
  public boolean isQuick() {
    ByteRange piece = piece(regionSize);
    return isRegion() && !suspect && reading.trusted(piece.offset(), piece.length());
  }

  @Override
  public Executor executor() {
    return suspect ? reading.disk()::executeLong : reading.disk();
  }

  @Override
  public void sent(ReferenceCounted part, long nanos) {
    suspect |= part instanceof DataFileRegion region && nanos > patience(region.transferred());
  }

  private long patience(long bytes) {
    return DiskAccess.SLOW * Math.max(1, bytes / regionSize);
  }

  @Override
  public ReferenceCounted next() throws IOException, RefusedException {
    return isRegion() ? region() : buffer();
  }

  private boolean isRegion() {
    return zeroCopy && ranges.get(index).length() - done >= SHORT;
  }

  private ReferenceCounted region() throws IOException, RefusedException {
    ByteRange piece = piece(suspect ? regionSize : trustedSize);
    if (!reading.trusted(piece.offset(), piece.length())) {
      piece = piece(regionSize);
      reading.check(piece.offset(), piece.length());
    } else if (suspect) {
      long start = System.nanoTime();
      warm(piece);
      suspect = System.nanoTime() - start > DiskAccess.SLOW;
    }
    advance(piece.length());
    return new DataFileRegion(reading, piece);
  }

  /** Brings the bytes into the page cache, so that sendfile need not wait for the disk. */
  private void warm(ByteRange piece) throws IOException {
    int size = bufferSize.getAsInt();
    ByteBuf scratch = allocator.directBuffer(size);
    try {
      for (long at = 0; at < piece.length(); at += scratch.readableBytes()) {
        scratch.clear();
        read(scratch, piece.offset() + at, (int) Math.min(size, piece.length() - at));
      }
    } finally {
      scratch.release();
    }
  }

  private ByteBuf buffer() throws IOException, RefusedException {
    int size = (int) Math.min(bufferSize.getAsInt(), reading.length());
    ByteBuf buffer = allocator.directBuffer(size, size);
    try {
      while (hasNext() && buffer.isWritable() && !(buffer.isReadable() && isRegion())) {
        ByteRange piece = piece(size - buffer.readableBytes());
        if (!reading.trusted(piece.offset(), piece.length())) {
          reading.check(piece.offset(), piece.length());
        }
        read(buffer, piece.offset(), (int) piece.length());
        advance(piece.length());
      }
      return buffer;
    } catch (IOException | RefusedException | RuntimeException e) {
      buffer.release();
      throw e;
    }
  }

  private void read(ByteBuf buffer, long offset, int length) throws IOException {
    int left = length;
    while (left > 0) {
      int count = buffer.writeBytes(reading.channel(), offset + length - left, left);
      if (count <= 0) {
        throw new EOFException("the data file is shorter than its size");
      }
      left -= count;
    }
  }

  /** What is next of the current range. */
  private ByteRange piece(long most) {
    ByteRange range = ranges.get(index);
    return new ByteRange(range.offset() + done, Math.min(most, range.length() - done));
  }

  private void advance(long count) {
    done += count;
    if (done == ranges.get(index).length()) {
      index++;
      done = 0;
    }
  }
}
