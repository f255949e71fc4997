package org.datalogistics.depot.integrity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/**
 * Computes CRCs of what is in a file, a few blocks at a time through a buffer that stays in the
 * processor's cache. Mapping the file would spare a copy, but a sector that can not be read, or a
 * file that is cut meanwhile, would then end the process instead of one request.
 */
final class BlockReader {
  /** Blocks that are read at once. */
  static final int AT_ONCE = 4;

  private static final ThreadLocal<ByteBuffer> BUFFER =
      ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(AT_ONCE * Blocks.SIZE));

  private BlockReader() {}

  /**
   * Reads bytes from the start of a block on, at most {@link #AT_ONCE} blocks.
   *
   * @return what is there, valid until the next call by this thread; shorter if the file is
   */
  static ByteBuffer read(FileChannel file, long position, int length) throws IOException {
    ByteBuffer buffer = BUFFER.get().clear().limit(length);
    while (buffer.hasRemaining() && file.read(buffer, position + buffer.position()) >= 0) {}
    return buffer.flip();
  }

  /** The CRC of a part of a buffer. */
  static int crc(ByteBuffer buffer, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(buffer.duplicate().position(from).limit(from + length));
    return (int) crc.getValue();
  }
}
