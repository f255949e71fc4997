package org.datalogistics.ibp.client;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** Buffers as they are, in slices. */
final class BufferSource implements PayloadSource {
  private static final int SLICE = 256 << 10;

  private final Queue<ByteBuf> buffers;

  BufferSource(List<ByteBuf> buffers) {
    this.buffers = retained(buffers);
    skipEmpty();
  }

  /** Duplicates that are not gone when the caller releases his; all of them or none. */
  static Queue<ByteBuf> retained(List<ByteBuf> buffers) {
    Queue<ByteBuf> kept = new ArrayDeque<>();
    try {
      buffers.forEach(buffer -> kept.add(buffer.retainedDuplicate()));
    } catch (RuntimeException e) { // The caller has released a buffer: the call is over.
      kept.forEach(ByteBuf::release);
      throw e;
    }
    return kept;
  }

  @Override
  public boolean hasNext() {
    return !buffers.isEmpty();
  }

  @Override
  public boolean isQuick() {
    return true;
  }

  @Override
  public ByteBuf next() {
    ByteBuf buffer = buffers.element();
    ByteBuf slice = buffer.readRetainedSlice(Math.min(SLICE, buffer.readableBytes()));
    skipEmpty();
    return slice;
  }

  private void skipEmpty() {
    while (!buffers.isEmpty() && !buffers.element().isReadable()) {
      buffers.remove().release();
    }
  }

  @Override
  public void close() {
    while (!buffers.isEmpty()) {
      buffers.remove().release();
    }
  }
}
