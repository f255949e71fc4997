package org.datalogistics.ibp.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Queue;
import org.datalogistics.ibp.BlockChecksum;
import org.jspecify.annotations.Nullable;

/**
 * Payload in buffers of its own, with a digest behind each block if asked for (IBP spec 8): where
 * the kernel cannot send a file by itself, or bytes must be seen.
 */
final class CopyingSource implements PayloadSource {
  private static final int CHUNK = 256 << 10;

  private final Payload payload;
  private final ByteBufAllocator allocator;
  private final long blockSize;
  private final @Nullable MessageDigest digest;
  private final int digestDigits;
  private final boolean quick;
  private final Queue<ByteBuf> buffers;
  private long left;
  private long inBlock;

  CopyingSource(Payload payload, @Nullable BlockChecksum network, ByteBufAllocator allocator) {
    this.payload = payload;
    this.allocator = allocator;
    this.digest = network == null ? null : network.type().newDigest();
    this.digestDigits = network == null ? 0 : 2 * network.type().digestLength();
    this.blockSize = network == null ? Long.MAX_VALUE : network.blockSize();
    this.left = payload.length();
    this.quick = (network == null ? left : network.wireLength(left)) <= Sizes.SMALL;
    this.buffers =
        BufferSource.retained(payload instanceof Payload.Bytes bytes ? bytes.buffers() : List.of());
  }

  @Override
  public boolean hasNext() {
    return left > 0;
  }

  @Override
  public boolean isQuick() {
    return quick;
  }

  @Override
  public ByteBuf next() throws IOException {
    ByteBuf part = allocator.directBuffer(CHUNK);
    try {
      while (left > 0 && part.writableBytes() > digestDigits) {
        int room = part.writableBytes() - digestDigits;
        int count = (int) Math.min(Math.min(left, room), blockSize - inBlock);
        int at = part.writerIndex();
        read(count, part);
        left -= count;
        inBlock += count;
        if (digest != null) {
          digest.update(part.nioBuffer(at, count));
          if (inBlock == blockSize || left == 0) {
            DigestText.write(digest.digest(), part);
            inBlock = 0;
          }
        }
      }
      return part;
    } catch (IOException | RuntimeException e) {
      part.release();
      throw e;
    }
  }

  private void read(int count, ByteBuf to) throws IOException {
    if (payload instanceof Payload.FileRange range) {
      long position = range.position() + range.length() - left;
      if (range.inspection() != null) {
        range.inspection().inspect(position, count);
      }
      FileRegionSource.read(range.file(), position, count, to);
      return;
    }
    for (int missing = count; missing > 0; ) {
      ByteBuf buffer = buffers.element();
      int part = Math.min(missing, buffer.readableBytes());
      to.writeBytes(buffer, part);
      missing -= part;
      if (!buffer.isReadable()) {
        buffers.remove().release();
      }
    }
  }

  @Override
  public void close() {
    while (!buffers.isEmpty()) {
      buffers.remove().release();
    }
  }
}
