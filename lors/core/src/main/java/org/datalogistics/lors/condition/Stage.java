package org.datalogistics.lors.condition;

/**
 * One function of a chain with its block sizes (exNode spec 3.1): every input block but the last
 * has {@code inputBlock} bytes, every output block but the last {@code outputBlock}.
 */
record Stage(BlockFunction function, long inputBlock, long outputBlock) {

  /** Bytes of this stage's output for {@code plain} bytes of input. */
  long storedLength(long plain) {
    long rest = plain % inputBlock;
    return plain / inputBlock * outputBlock + (rest == 0 ? 0 : function.storedLength(rest));
  }

  /**
   * Bytes of this stage's input when its output has {@code stored} bytes.
   *
   * @throws CorruptDataException when no input gives that output
   */
  long plainLength(long stored) throws CorruptDataException {
    long rest = stored % outputBlock;
    long last = rest == 0 ? 0 : function.plainLength(rest);
    if (last < 0) {
      throw new CorruptDataException(
          "an allocation of "
              + stored
              + " bytes cannot hold "
              + function.name()
              + " blocks of "
              + outputBlock);
    }
    return stored / outputBlock * inputBlock + last;
  }
}
