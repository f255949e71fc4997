package org.datalogistics.lors.transfer;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import org.datalogistics.exnode.ByteRange;
import org.jspecify.annotations.Nullable;

/** A piece that waits in memory for its turn. */
final class MemoryPlace extends PiecePlace {
  private final BufferPool pool;
  private @Nullable ByteBuffer raw;
  private @Nullable ByteBuffer decoded;

  MemoryPlace(ByteRange range, BufferPool pool) {
    super(range);
    this.pool = pool;
  }

  @Override
  void write(long position, ByteBuf bytes) {
    ByteBuffer buffer = raw;
    if (buffer == null) {
      buffer = pool.take((int) range().length());
      raw = buffer;
    }
    int length = bytes.readableBytes();
    bytes.readBytes(buffer.duplicate().limit((int) position + length).position((int) position));
  }

  @Override
  boolean write(ByteBuffer bytes) {
    decoded = bytes;
    return true;
  }

  /** The whole piece, once the place is closed and was filled. */
  synchronized ByteBuffer bytes() {
    ByteBuffer bytes = decoded != null ? decoded : raw;
    if (bytes == null) {
      throw new IllegalStateException("nothing was written to " + range());
    }
    return bytes.duplicate();
  }

  /** Gives the memory back; the place must be closed. */
  synchronized void recycle() {
    if (raw != null) {
      pool.give(raw);
      raw = null;
    }
    decoded = null;
  }
}
