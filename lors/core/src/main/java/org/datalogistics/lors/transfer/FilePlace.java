package org.datalogistics.lors.transfer;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.datalogistics.exnode.ByteRange;

/** A piece's place in the output file: bytes go there straight from the receive buffer. */
final class FilePlace extends PiecePlace {
  /** The Java runtime copies heap buffers through a direct one of the size written at once. */
  private static final int WRITE_SIZE = 1 << 20;

  private final FileChannel file;
  private final long start;

  FilePlace(ByteRange range, FileChannel file, long start) {
    super(range);
    this.file = file;
    this.start = start;
  }

  @Override
  void write(long position, ByteBuf bytes) throws IOException {
    long at = start + position;
    try {
      while (bytes.isReadable()) {
        at += bytes.readBytes(file, at, bytes.readableBytes());
      }
    } catch (IOException e) {
      throw new LocalWriteException(e);
    }
  }

  @Override
  boolean write(ByteBuffer bytes) throws IOException {
    long at = start;
    int end = bytes.limit();
    try {
      while (bytes.position() < end) {
        bytes.limit(Math.min(end, bytes.position() + WRITE_SIZE));
        at += file.write(bytes, at);
      }
      return false;
    } catch (IOException e) {
      throw new LocalWriteException(e);
    }
  }
}
