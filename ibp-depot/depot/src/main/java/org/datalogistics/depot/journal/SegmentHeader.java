package org.datalogistics.depot.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a segment file begins with.
 *
 * @param first sequence number of its first frame; frames with that number or a later one in an
 *     earlier segment do not count
 */
record SegmentHeader(long first) {
  static final int LENGTH = 24;
  private static final long MAGIC = 0x444c544a524e4c01L;

  ByteBuffer encode() {
    ByteBuffer bytes = ByteBuffer.allocateDirect(LENGTH);
    bytes.putLong(MAGIC).putLong(first);
    bytes.putInt(crc(bytes)).putInt(0);
    return bytes.flip();
  }

  /** Null if these are not the bytes of a header. */
  static @Nullable SegmentHeader decode(ByteBuffer bytes) {
    if (bytes.remaining() < LENGTH || bytes.getLong(0) != MAGIC || bytes.getInt(16) != crc(bytes)) {
      return null;
    }
    return new SegmentHeader(bytes.getLong(8));
  }

  private static int crc(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate().position(0).limit(16));
    return (int) crc.getValue();
  }
}
