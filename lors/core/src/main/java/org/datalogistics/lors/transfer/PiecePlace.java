package org.datalogistics.lors.transfer;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.datalogistics.exnode.ByteRange;

/**
 * Where the bytes of one piece go. Several fetches may fill it at once, with the same bytes; once
 * it is {@link #close closed}, late ones change nothing.
 */
abstract class PiecePlace {
  private final ByteRange range;
  private boolean closed;

  PiecePlace(ByteRange range) {
    this.range = range;
  }

  /** The bytes of the file that belong here. */
  ByteRange range() {
    return range;
  }

  /** Bytes of a fetch as they arrive, {@code position} counted from the start of the piece. */
  final synchronized void put(long position, ByteBuf bytes) throws IOException {
    if (closed) {
      bytes.skipBytes(bytes.readableBytes());
    } else {
      write(position, bytes);
    }
  }

  /** The whole piece; returns whether the buffer is needed further. */
  final synchronized boolean put(ByteBuffer bytes) throws IOException {
    return !closed && write(bytes);
  }

  /** What is here now stays. */
  final synchronized void close() {
    closed = true;
  }

  /** Called under the lock; takes all readable bytes. */
  abstract void write(long position, ByteBuf bytes) throws IOException;

  /** Called under the lock; takes the bytes of the whole piece. Returns whether it keeps them. */
  abstract boolean write(ByteBuffer bytes) throws IOException;
}
