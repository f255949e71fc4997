package org.datalogistics.lors.transfer;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import org.datalogistics.exnode.ByteRange;

/** A piece's place in a buffer of the reader. */
final class BufferPlace extends PiecePlace {
  private final ByteBuffer slice;

  /** A slice that is as long as the range. */
  BufferPlace(ByteRange range, ByteBuffer slice) {
    super(range);
    this.slice = slice;
  }

  @Override
  void write(long position, ByteBuf bytes) {
    int length = bytes.readableBytes();
    bytes.readBytes(slice.duplicate().limit((int) position + length).position((int) position));
  }

  @Override
  boolean write(ByteBuffer bytes) {
    slice.duplicate().put(bytes);
    return false;
  }
}
