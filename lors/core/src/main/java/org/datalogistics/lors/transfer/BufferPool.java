package org.datalogistics.lors.transfer;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** Direct buffers of one size that are used again, as the runtime is slow to free them. */
final class BufferPool {
  private final int size;
  private final int most;
  private final Deque<ByteBuffer> free = new ArrayDeque<>();

  /**
   * A pool.
   *
   * @param size bytes of a buffer
   * @param most buffers that are kept while nobody uses them
   */
  BufferPool(int size, int most) {
    this.size = size;
    this.most = most;
  }

  /** A buffer with position 0 and this limit; a longer one than the pool's is made for once. */
  synchronized ByteBuffer take(int length) {
    ByteBuffer buffer = length <= size ? free.poll() : null;
    if (buffer == null) {
      buffer = ByteBuffer.allocateDirect(Math.max(size, length));
    }
    return buffer.clear().limit(length);
  }

  synchronized void give(ByteBuffer buffer) {
    if (buffer.capacity() == size && free.size() < most) {
      free.push(buffer);
    }
  }
}
