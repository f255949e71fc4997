package org.datalogistics.depot.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import org.datalogistics.ibp.wire.RequestParser;
import org.jspecify.annotations.Nullable;

/** Bytes that arrived and were not yet used: request lines, and payload that came with them. */
final class LineBuffer {
  private final ByteBufAllocator allocator;
  private @Nullable ByteBuf bytes;

  /** Bytes in front of the reader that are known to hold no line end. */
  private int scanned;

  LineBuffer(ByteBufAllocator allocator) {
    this.allocator = allocator;
  }

  int size() {
    return bytes == null ? 0 : bytes.readableBytes();
  }

  /** Memory held, bytes. */
  int memory() {
    return bytes == null ? 0 : bytes.capacity();
  }

  /** Takes the bytes over. */
  void append(ByteBuf more) {
    if (!more.isReadable()) {
      more.release();
      return;
    }
    ByteBuf present = bytes;
    if (present == null) {
      bytes = more;
      return;
    }
    if (present.writableBytes() < more.readableBytes()) {
      ByteBuf larger =
          allocator.buffer(Math.max(4096, 2 * (present.readableBytes() + more.readableBytes())));
      larger.writeBytes(present);
      present.release();
      present = larger;
      bytes = larger;
    }
    try {
      present.writeBytes(more);
    } finally {
      more.release();
    }
  }

  /** The next line without its line end, or null if it is not complete. */
  @Nullable String takeLine() {
    ByteBuf present = bytes;
    if (present == null) {
      return null;
    }
    int start = present.readerIndex();
    int end = present.indexOf(start + scanned, present.writerIndex(), (byte) '\n');
    if (end < 0) {
      scanned = present.readableBytes();
      return null;
    }
    String line = present.toString(start, end - start, StandardCharsets.ISO_8859_1);
    present.readerIndex(end + 1);
    scanned = 0;
    releaseIfEmpty();
    return line;
  }

  /** Whether what is there is too long to become a line. */
  boolean isTooLong() {
    return size() >= RequestParser.MAX_LINE && scanned >= RequestParser.MAX_LINE;
  }

  /** Up to so many of the bytes, to be released by the caller; null if there are none. */
  @Nullable ByteBuf takeBytes(long limit) {
    ByteBuf present = bytes;
    if (present == null || limit == 0) {
      return null;
    }
    scanned = 0;
    if (present.readableBytes() <= limit) {
      bytes = null;
      return present;
    }
    return present.readRetainedSlice((int) limit);
  }

  void release() {
    if (bytes != null) {
      bytes.release();
      bytes = null;
    }
  }

  private void releaseIfEmpty() {
    if (bytes != null && !bytes.isReadable()) {
      bytes.release();
      bytes = null;
    }
  }
}
