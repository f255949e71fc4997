package org.datalogistics.depot.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a segment file begins with.
 *
 * @param first sequence number of its first frame; frames with that number or a later one in an
 *     earlier segment do not count
 * @param base sequence number up to which frames must have been read before those of this segment
 *     make sense: the one before the first, or less if the first frame repeats what came between
 */
record SegmentHeader(long first, long base) {
  static final int LENGTH = 32;
  private static final long MAGIC = 0x444c544a524e4c01L;

  ByteBuffer encode() {
    ByteBuffer bytes = ByteBuffer.allocateDirect(LENGTH);
    bytes.putLong(MAGIC).putLong(first).putLong(base);
    bytes.putInt(crc(bytes)).putInt(0);
    return bytes.flip();
  }

  /** Null if these are not the bytes of a header. */
  static @Nullable SegmentHeader decode(ByteBuffer bytes) {
    if (bytes.remaining() < LENGTH || bytes.getLong(0) != MAGIC || bytes.getInt(24) != crc(bytes)) {
      return null;
    }
    return new SegmentHeader(bytes.getLong(8), bytes.getLong(16));
  }

  private static int crc(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate().position(0).limit(24));
    return (int) crc.getValue();
  }
}
