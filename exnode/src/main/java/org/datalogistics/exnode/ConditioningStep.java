package org.datalogistics.exnode;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.datalogistics.exnode.TypedValue.IntegerValue;
import org.datalogistics.exnode.TypedValue.StringValue;

/**
 * One function applied to a mapping's bytes before they were stored (exNode spec 2.5); data only.
 *
 * @param name {@code checksum}, {@code des_encrypt}, {@code xor_encrypt}, {@code aes_encrypt},
 *     {@code zlib_compress}, or a name this version does not know; never {@code identity}, which
 *     means no step
 * @param arguments what the function needs for undoing, at least an integer {@code blocksize}; may
 *     hold a {@code KEY}
 * @param metadata further entries, usually none
 */
public record ConditioningStep(String name, Metadata arguments, Metadata metadata) {

  /** Name of the argument with the size of one output block. */
  public static final String BLOCK_SIZE = "blocksize";

  /** Name of the argument with the key. */
  public static final String KEY = "KEY";

  public ConditioningStep {
    requireNonNull(metadata, "metadata is null");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a function needs a name");
    }
    if (!(arguments.get(BLOCK_SIZE) instanceof IntegerValue)) {
      throw new IllegalArgumentException(
          "the function " + name + " needs an integer argument " + BLOCK_SIZE);
    }
  }

  /** A step without a key. */
  public static ConditioningStep of(String name, long blockSize) {
    return new ConditioningStep(
        name, Metadata.EMPTY.with(BLOCK_SIZE, TypedValue.of(blockSize)), Metadata.EMPTY);
  }

  /** A step with a key. */
  public static ConditioningStep of(String name, long blockSize, String key) {
    ConditioningStep plain = of(name, blockSize);
    return new ConditioningStep(name, plain.arguments.with(KEY, key), Metadata.EMPTY);
  }

  /** This step with another argument. */
  public ConditioningStep with(String argument, TypedValue value) {
    return new ConditioningStep(name, arguments.with(argument, value), metadata);
  }

  /**
   * Size in bytes of one output block; a document can state anything here, decoding must check it.
   */
  public long blockSize() {
    return arguments.integer(BLOCK_SIZE).orElseThrow();
  }

  /** The key; a secret, never to be logged. */
  public Optional<String> key() {
    return arguments.get(KEY) instanceof StringValue text
        ? Optional.of(text.value())
        : Optional.empty();
  }

  /** Name and block size, without the key. */
  @Override
  public String toString() {
    return name + "(" + blockSize() + ")";
  }
}
