package org.datalogistics.exnode;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Builds an {@link Extent}: raw, from the start of its allocation, all capabilities withheld,
 * unless told otherwise. Not thread-safe.
 */
public final class ExtentBuilder {

  private long offset;
  private long length;
  private long allocOffset;
  private @Nullable Long allocLength;
  private long e2eBlockSize;
  private FunctionChain functions = FunctionChain.NONE;
  private CapabilityUris capabilities = CapabilityUris.NONE;
  private @Nullable Instant start;
  private @Nullable Instant end;
  private Metadata metadata = Metadata.EMPTY;

  ExtentBuilder(long offset, long length) {
    this.offset = offset;
    this.length = length;
  }

  ExtentBuilder(Extent extent) {
    offset = extent.offset();
    length = extent.length();
    allocOffset = extent.allocOffset();
    allocLength = extent.allocLength();
    e2eBlockSize = extent.e2eBlockSize();
    functions = extent.functions();
    capabilities = extent.capabilities();
    start = extent.start();
    end = extent.end();
    metadata = extent.metadata();
  }

  /** The range of the file. */
  public ExtentBuilder range(ByteRange range) {
    offset = range.offset();
    length = range.length();
    return this;
  }

  /** Position of the first byte in the allocation, in unconditioned bytes. */
  public ExtentBuilder allocOffset(long position) {
    allocOffset = position;
    return this;
  }

  /** Bytes stored in the allocation, after conditioning; 0 when unknown. */
  public ExtentBuilder allocLength(long stored) {
    allocLength = stored;
    return this;
  }

  /**
   * How the stored bytes were conditioned, and the size in bytes of a block at the input of the
   * first step.
   */
  public ExtentBuilder conditioned(long blockSize, FunctionChain chain) {
    e2eBlockSize = blockSize;
    functions = chain;
    return this;
  }

  public ExtentBuilder capabilities(CapabilityUris uris) {
    capabilities = uris;
    return this;
  }

  public ExtentBuilder capabilities(
      @Nullable String read, @Nullable String write, @Nullable String manage) {
    return capabilities(new CapabilityUris(read, write, manage));
  }

  /** Life of the allocation; null where unknown. */
  public ExtentBuilder lifetime(@Nullable Instant from, @Nullable Instant until) {
    start = from;
    end = until;
    return this;
  }

  public ExtentBuilder metadata(Metadata entries) {
    metadata = entries;
    return this;
  }

  /**
   * The extent. An allocation length that was never set is that of the bytes used when they are
   * raw, else unknown.
   *
   * @throws IllegalArgumentException when {@code offset + length} reaches 2^63
   */
  public Extent build() {
    return new Extent(
        offset,
        length,
        allocOffset,
        storedLength(),
        e2eBlockSize,
        functions,
        capabilities,
        start,
        end,
        metadata);
  }

  private long storedLength() {
    if (allocLength != null) {
      return allocLength;
    }
    boolean known =
        functions.isEmpty()
            && allocOffset >= 0
            && length >= 0
            && length <= Long.MAX_VALUE - allocOffset;
    return known ? allocOffset + length : 0;
  }
}
