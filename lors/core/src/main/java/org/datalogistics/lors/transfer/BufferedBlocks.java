package org.datalogistics.lors.transfer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.ibp.client.Payload;
import org.datalogistics.lors.condition.ByteArrays;
import org.datalogistics.lors.condition.Conditioned;
import org.datalogistics.lors.condition.Conditioner;
import org.datalogistics.lors.plan.BlockPlan;

/**
 * Blocks that pass through memory: read one after the other by one thread, conditioned by others,
 * held until released.
 */
final class BufferedBlocks implements BlockSupply {
  /** Arrays that wait for being used again, most. */
  private static final int ARRAYS = 4;

  private final InputStream source;
  private final boolean closeSource;
  private final BlockPlan plan;
  private final Conditioner conditioner;
  private final ExecutorService reader;
  private final ExecutorService workers;
  private final int maxOpen;
  private final long length;
  private final ByteArrays arrays;

  /** Belongs to the reader: bytes of the source that have been read. */
  private long position;

  BufferedBlocks(
      InputStream source,
      boolean closeSource,
      BlockPlan plan,
      long blockSize,
      long length,
      Conditioner conditioner,
      long memory) {
    this.source = source;
    this.closeSource = closeSource;
    this.plan = plan;
    this.length = length;
    this.conditioner = conditioner;
    this.reader = Workers.pool("lors-reader", 1);
    this.workers = Workers.pool("lors-worker", Runtime.getRuntime().availableProcessors());
    long most = Math.min(memory, Runtime.getRuntime().maxMemory() / 2);
    long each = inMemory(blockSize, conditioner);
    this.maxOpen = (int) Math.max(1, Math.min(1 << 16, most / each));
    this.arrays = new ByteArrays(Math.min(maxOpen, ARRAYS));
  }

  /** Bytes that a block takes: while it is conditioned, both of its forms. */
  static long inMemory(long block, Conditioner conditioner) {
    return conditioner.isEmpty() ? block : block + conditioner.storedAtMost(block);
  }

  @Override
  public int maxOpen() {
    return maxOpen;
  }

  @Override
  public CompletableFuture<PreparedBlock> prepare(int block) {
    CompletableFuture<byte[]> read = Workers.call(reader, () -> read(plan.block(block).range()));
    if (conditioner.isEmpty()) {
      return read.thenApply(bytes -> PreparedBlock.raw(Payload.of(ByteBuffer.wrap(bytes))));
    }
    int bytes = (int) plan.block(block).range().length();
    return read.thenApplyAsync(plain -> condition(plain, bytes), workers);
  }

  private PreparedBlock condition(byte[] plain, int bytes) {
    Conditioned conditioned = conditioner.encode(plain, bytes, arrays);
    arrays.give(plain); // the conditioned form has an array of its own
    Payload payload = Payload.of(conditioned.bytes());
    return new PreparedBlock(
        payload,
        new PreparedBlock.Form(
            payload.length(), conditioned.e2eBlockSize(), conditioned.functions()));
  }

  /** By the one reader, in order; what nobody asks for is skipped. */
  private byte[] read(ByteRange range) throws IOException {
    source.skipNBytes(range.offset() - position);
    position = range.end();
    int wanted = (int) range.length();
    byte[] bytes = conditioner.isEmpty() ? new byte[wanted] : arrays.take(wanted);
    int count = source.readNBytes(bytes, 0, wanted);
    if (count < wanted) {
      throw new EOFException(
          "the input ended at byte " + (range.offset() + count) + ", announced were " + length);
    }
    return bytes;
  }

  @Override
  public void release(int block) {
    // The garbage collector takes a block when its payload is dropped: an attempt that was broken
    // off may still send from it.
  }

  @Override
  public void close() throws IOException {
    reader.shutdownNow();
    workers.shutdownNow();
    if (closeSource) {
      source.close();
    }
  }
}
