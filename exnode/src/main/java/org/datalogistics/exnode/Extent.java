package org.datalogistics.exnode;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One contiguous range of a file held by one allocation: a mapping in the XML form, an extent in
 * the JSON form (exNode spec 2.4, 5.3).
 *
 * <p>A value that breaks the rules of exNode spec 8.1 can be represented, so that a document
 * survives reading and writing; {@link #isWellFormed} tells.
 *
 * @param offset first byte of the range in the file
 * @param length bytes of the range in the file
 * @param allocOffset where the first byte of the range sits in the allocation, counted in
 *     unconditioned bytes; 0 unless the head was trimmed
 * @param allocLength bytes stored in the allocation, after conditioning; 0 when unknown
 * @param e2eBlockSize bytes of one block at the input of the first function; 0 when not conditioned
 * @param functions how the stored bytes were conditioned
 * @param capabilities how to reach the allocation
 * @param start when the allocation was made, as recorded; null when unknown
 * @param end when the allocation ends, as recorded: a hint, a probe decides; null when unknown
 * @param metadata entries without a component of their own, {@code id} and {@code selfRef} of a
 *     UNIS resource among them
 */
public record Extent(
    long offset,
    long length,
    long allocOffset,
    long allocLength,
    long e2eBlockSize,
    FunctionChain functions,
    CapabilityUris capabilities,
    @Nullable Instant start,
    @Nullable Instant end,
    Metadata metadata) {

  /**
   * @throws IllegalArgumentException when {@code offset + length} reaches 2^63 (exNode spec 6.4)
   */
  public Extent {
    requireNonNull(functions, "functions is null");
    requireNonNull(capabilities, "capabilities is null");
    requireNonNull(metadata, "metadata is null");
    if (offset > 0 && length > Long.MAX_VALUE - offset) {
      throw new IllegalArgumentException(
          "the extent at " + offset + " of length " + length + " ends beyond 2^63");
    }
  }

  /**
   * Starts a raw extent that fills its allocation; {@code allocLength} follows {@code length}
   * unless set.
   */
  public static ExtentBuilder builder(long offset, long length) {
    return new ExtentBuilder(offset, length);
  }

  /**
   * The range of the file.
   *
   * @throws IllegalArgumentException when offset or length is negative, see {@link #isWellFormed}
   */
  public ByteRange range() {
    return new ByteRange(offset, length);
  }

  public @Nullable String read() {
    return capabilities.read();
  }

  public @Nullable String write() {
    return capabilities.write();
  }

  public @Nullable String manage() {
    return capabilities.manage();
  }

  /** The depot, as the capabilities name it. */
  public Optional<Location> location() {
    return capabilities.location();
  }

  /** The id of the extent's UNIS resource. */
  public Optional<String> id() {
    return metadata.string("id");
  }

  /** The URL of the extent's UNIS resource. */
  public Optional<String> selfRef() {
    return metadata.string("selfRef");
  }

  /** Whether the stored bytes are the file's bytes. */
  public boolean isRaw() {
    return functions.isEmpty();
  }

  /** Whether the extent may be used at all (exNode spec 8.1). */
  public boolean isWellFormed() {
    return defect().isEmpty();
  }

  /** Why the extent must not be used (exNode spec 8.1); empty when it may. */
  public Optional<String> defect() {
    if (offset < 0) {
      return Optional.of("the offset " + offset + " is negative");
    }
    if (length <= 0) {
      return Optional.of("the length " + length + " is not positive");
    }
    if (allocOffset < 0) {
      return Optional.of("the offset in the allocation, " + allocOffset + ", is negative");
    }
    if (length > Long.MAX_VALUE - allocOffset) {
      return Optional.of("the range ends beyond 2^63 in the allocation");
    }
    if (isRaw() && allocLength > 0 && allocOffset + length > allocLength) {
      return Optional.of(
          "the range ends at "
              + (allocOffset + length)
              + ", beyond the "
              + allocLength
              + " bytes of the allocation");
    }
    if (allocLength < 0) {
      return Optional.of("the length of the allocation, " + allocLength + ", is negative");
    }
    if (functions.steps().stream().anyMatch(step -> step.blockSize() <= 0)) {
      return Optional.of("a function has a block size that is not positive");
    }
    if (location().isEmpty()) {
      return Optional.of("no capability names a depot");
    }
    return Optional.empty();
  }

  /**
   * Where a byte of the file sits in the allocation, counted in unconditioned bytes.
   *
   * @param position a byte of {@link #range}
   */
  public long positionInAllocation(long position) {
    if (!range().contains(position)) {
      throw new IllegalArgumentException("byte " + position + " is outside the extent " + range());
    }
    return allocOffset + (position - offset);
  }

  /** A builder that starts with this extent's values. */
  public ExtentBuilder toBuilder() {
    return new ExtentBuilder(this);
  }

  /** Range, depot and conditioning, without capabilities and keys. */
  @Override
  public String toString() {
    return "extent " + offset + "+" + length + " at " + capabilities + " " + functions;
  }
}
