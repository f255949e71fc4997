package org.datalogistics.depot.payload;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ReferenceCounted;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.ibp.BlockChecksum;
import org.jspecify.annotations.Nullable;

/** Stored bytes with a digest behind each block, as hexadecimal text (IBP spec 8). */
final class DigestSupply implements Supply {
  private final FileSupply bytes;
  private final ByteBufAllocator allocator;
  private final Executor workers;
  private final long blockSize;
  private final MessageDigest digest;
  private final IntSupplier bufferSize;
  private long inBlock;
  private @Nullable ByteBuf source;

  /**
   * @param bytes must supply buffers only
   * @param workers compute the digests
   * @param bufferSize of the next buffer, bytes; more than {@link DigestText#LONGEST}
   */
  DigestSupply(
      FileSupply bytes,
      BlockChecksum network,
      ByteBufAllocator allocator,
      Executor workers,
      IntSupplier bufferSize) {
    this.bytes = bytes;
    this.allocator = allocator;
    this.workers = workers;
    this.blockSize = network.blockSize();
    this.digest = network.type().newDigest();
    this.bufferSize = bufferSize;
  }

  @Override
  public boolean hasNext() {
    return source != null || bytes.hasNext();
  }

  @Override
  public boolean isQuick() {
    return false;
  }

  @Override
  public Executor executor() {
    return workers;
  }

  @Override
  public ReferenceCounted next() throws IOException, RefusedException {
    ByteBuf part = allocator.directBuffer(bufferSize.getAsInt());
    try {
      while (hasNext() && part.writableBytes() > DigestText.LONGEST) {
        copy(source(), part);
        if (inBlock == blockSize || !hasNext()) {
          part.writeBytes(DigestText.of(digest.digest()));
          inBlock = 0;
        }
      }
      return part;
    } catch (IOException | RefusedException | RuntimeException e) {
      part.release();
      throw e;
    }
  }

  /** As much of the block as is there and leaves room for its digest. */
  private void copy(ByteBuf from, ByteBuf to) {
    int room = Math.min(from.readableBytes(), to.writableBytes() - DigestText.LONGEST);
    int count = (int) Math.min(room, blockSize - inBlock);
    digest.update(from.internalNioBuffer(from.readerIndex(), count));
    to.writeBytes(from, count);
    inBlock += count;
    if (!from.isReadable()) {
      close();
    }
  }

  private ByteBuf source() throws IOException, RefusedException {
    ByteBuf present = source;
    if (present == null) {
      present = (ByteBuf) bytes.next();
      source = present;
    }
    return present;
  }

  @Override
  public void close() {
    if (source != null) {
      source.release();
      source = null;
    }
  }
}
