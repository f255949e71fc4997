package org.datalogistics.lors.condition;

import org.datalogistics.exnode.ConditioningStep;

/**
 * A function that turns each block of its input into one of its output, with its keys (exNode spec
 * 3.1). Safe for use by many threads.
 */
interface BlockFunction {

  /** Which function it is. */
  Function function();

  /** The input block that is used where the previous stage gives blocks of that many bytes. */
  default long inputBlock(long previous) {
    return previous;
  }

  /** Bytes stored for an input block of {@code plain} bytes, 1 or more. */
  long storedLength(long plain);

  /** The longest input block that may be stored in {@code stored} bytes; -1 when there is none. */
  long plainAtMost(long stored);

  /** What the exNode says of it. */
  ConditioningStep step(long outputBlock);

  /**
   * Something that does the work for one thread.
   *
   * @param length bytes that it is about to do; where they are many, getting ready may take time
   */
  BlockCodec codec(int length);
}
