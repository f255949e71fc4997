package org.datalogistics.depot.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.datalogistics.depot.disk.FileLayer;
import org.jspecify.annotations.Nullable;

/** Reads the frames of a segment, up to the first that is not whole. */
final class SegmentReader implements AutoCloseable {
  private static final int USUAL = 1024 * 1024;

  private final FileChannel channel;
  private final @Nullable SegmentHeader header;
  private ByteBuffer buffer = ByteBuffer.allocateDirect(USUAL).flip();
  private long position;
  private long valid;
  private long expected;

  SegmentReader(FileLayer layer, Path file) throws IOException {
    this.channel = layer.open(file, Set.of(StandardOpenOption.READ));
    try {
      header = fill(SegmentHeader.LENGTH) ? SegmentHeader.decode(buffer) : null;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    if (header != null) {
      buffer.position(buffer.position() + SegmentHeader.LENGTH);
      valid = SegmentHeader.LENGTH;
      expected = header.first();
    }
  }

  /** Null if the file does not begin as a segment does. */
  @Nullable SegmentHeader header() {
    return header;
  }

  /** Where the last whole frame ends. */
  long validEnd() {
    return valid;
  }

  /** Bytes of the file behind the last whole frame. */
  long rest() throws IOException {
    return channel.size() - valid;
  }

  /** The sequence number of the frame that {@link #next} gave last. */
  long sequence() {
    return expected - 1;
  }

  /** The payload of the next frame, good until the next call; null at the end. */
  @Nullable ByteBuffer next() throws IOException {
    if (header == null || !fill(Frame.HEADER)) {
      return null;
    }
    int start = buffer.position();
    int length = buffer.getInt(start);
    if (length < 0
        || length > Math.min(Frame.MAX_PAYLOAD, rest() - Frame.HEADER)
        || !fill(Frame.HEADER + length)) {
      return null;
    }
    start = buffer.position();
    ByteBuffer frame = buffer.duplicate().limit(start + Frame.HEADER + length);
    if (frame.getLong(start + 8) != expected || frame.getInt(start + 4) != Frame.crc(frame)) {
      return null;
    }
    buffer.position(frame.limit());
    valid += frame.remaining();
    expected++;
    return frame.position(start + Frame.HEADER).slice();
  }

  /** Whether so many bytes are there from the buffer's position on. */
  private boolean fill(int bytes) throws IOException {
    if (buffer.remaining() >= bytes) {
      return true;
    }
    if (buffer.capacity() < bytes) {
      buffer = ByteBuffer.allocateDirect(bytes).put(buffer);
    } else {
      buffer.compact();
    }
    try {
      while (buffer.position() < bytes) {
        int count = channel.read(buffer, position);
        if (count < 0) {
          return false;
        }
        position += count;
      }
    } finally {
      buffer.flip();
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
