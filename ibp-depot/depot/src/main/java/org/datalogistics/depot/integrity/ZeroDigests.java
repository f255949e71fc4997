package org.datalogistics.depot.integrity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import org.datalogistics.ibp.BlockChecksum;
import org.jspecify.annotations.Nullable;

/** The digest of a full block of zeros, computed once. For one thread at a time. */
final class ZeroDigests {
  private static final int BATCH = 64 * 1024;

  private final BlockChecksum kind;
  private byte @Nullable [] digest;

  ZeroDigests(BlockChecksum kind) {
    this.kind = kind;
  }

  /** Writes so many of them there; blocks for the disk. */
  void write(FileChannel file, long position, long count) throws IOException {
    byte[] one = digest();
    ByteBuffer batch = ByteBuffer.allocate((int) Math.min(count, BATCH / one.length) * one.length);
    while (batch.hasRemaining()) {
      batch.put(one);
    }
    long at = position;
    long end = position + count * one.length;
    while (at < end) {
      batch.rewind().limit((int) Math.min(batch.capacity(), end - at));
      while (batch.hasRemaining()) {
        at += file.write(batch, at);
      }
    }
  }

  private byte[] digest() {
    byte[] known = digest;
    if (known == null) {
      MessageDigest computing = kind.type().newDigest();
      byte[] zeros = new byte[(int) Math.min(BATCH, kind.blockSize())];
      for (long left = kind.blockSize(); left > 0; left -= zeros.length) {
        computing.update(zeros, 0, (int) Math.min(zeros.length, left));
      }
      known = computing.digest();
      digest = known;
    }
    return known;
  }
}
