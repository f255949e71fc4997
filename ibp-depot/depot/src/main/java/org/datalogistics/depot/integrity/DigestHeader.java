package org.datalogistics.depot.integrity;

import java.nio.ByteBuffer;

/**
 * Which of the digests in a file are good: those of the first so many bytes, apart from a range.
 *
 * @param validSize bytes that had digests, the last partial block included
 * @param dirtyFrom first byte of those that may have changed since
 * @param dirtyTo the byte behind the last of them
 */
record DigestHeader(long validSize, long dirtyFrom, long dirtyTo) {
  static final int LENGTH = 32;
  static final DigestHeader NOTHING = new DigestHeader(0, 0, 0);

  private static final long MAGIC = 0x444c544447535431L; // "DLTDGST1"

  boolean isClean() {
    return dirtyFrom >= dirtyTo;
  }

  /** With a further range that may have changed. */
  DigestHeader withDirty(long from, long to) {
    if (from >= to) {
      return this;
    }
    return isClean()
        ? new DigestHeader(validSize, from, to)
        : new DigestHeader(validSize, Math.min(from, dirtyFrom), Math.max(to, dirtyTo));
  }

  ByteBuffer bytes() {
    return ByteBuffer.allocate(LENGTH)
        .putLong(MAGIC)
        .putLong(validSize)
        .putLong(dirtyFrom)
        .putLong(dirtyTo)
        .flip();
  }

  static DigestHeader of(ByteBuffer bytes) {
    return bytes.remaining() < LENGTH || bytes.getLong() != MAGIC
        ? NOTHING
        : new DigestHeader(bytes.getLong(), bytes.getLong(), bytes.getLong());
  }
}
